package dev.rimlight.events.ingest;

/// The ingest cannot start here; the message is the one line that a person reads.
final class CannotStart extends Exception {
  private static final long serialVersionUID = 1;

  CannotStart(String message) {
    super(message);
  }
}
