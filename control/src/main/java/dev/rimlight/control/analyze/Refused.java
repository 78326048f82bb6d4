package dev.rimlight.control.analyze;

/// A line that cannot be computed; the message is the reason.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason);
  }
}
