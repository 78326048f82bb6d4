package dev.rimlight.core;

/// Bytes of a snapshot that this engine cannot read: corrupted, or of a newer format.
public final class UnsupportedSnapshot extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedSnapshot(String what, int value) {
    super("snapshot: " + what + " == " + value + " is unknown to this engine");
  }

  UnsupportedSnapshot(String message) {
    super("snapshot: " + message);
  }
}
