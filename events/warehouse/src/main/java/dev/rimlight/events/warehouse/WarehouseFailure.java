package dev.rimlight.events.warehouse;

/// The warehouse could not be read or written: a broken file, a full disk.
public final class WarehouseFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  WarehouseFailure(String doing, Exception cause) {
    super("warehouse: cannot " + doing + ": " + cause.getMessage(), cause);
  }
}
