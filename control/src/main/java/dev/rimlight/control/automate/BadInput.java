package dev.rimlight.control.automate;

/// What a command was given cannot be used; the message says what, and what it must be.
final class BadInput extends Exception {
  private static final long serialVersionUID = 1;

  BadInput(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
