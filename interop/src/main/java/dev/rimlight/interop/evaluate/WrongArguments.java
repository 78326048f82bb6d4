package dev.rimlight.interop.evaluate;

/// Arguments that ask for nothing that can be done.
final class WrongArguments extends Exception {
  private static final long serialVersionUID = 1L;

  WrongArguments(String message) {
    super(message);
  }
}
