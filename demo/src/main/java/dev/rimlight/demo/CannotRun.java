package dev.rimlight.demo;

/// The demo cannot go on; the message is one line for the person at the terminal.
final class CannotRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotRun(String message) {
    super(message);
  }
}
