package dev.rimlight.control.alert;

/// What measuring came to.
sealed interface Reading {
  /// A number.
  record Value(double measured) implements Reading {}

  /// Too little was seen for one.
  record Nothing() implements Reading {}

  /// Nobody could say.
  record Unknown(String why) implements Reading {}
}
