package dev.rimlight.interop.json;

/// Bytes that are not one JSON value.
public final class InvalidJson extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidJson(String message) {
    super(message);
  }

  InvalidJson(String message, Throwable cause) {
    super(message, cause);
  }
}
