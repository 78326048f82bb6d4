package dev.rimlight.core;

/// A value that a variant carries or that a context holds under an attribute.
public sealed interface Value {
  record Bool(boolean value) implements Value {}

  record Text(String value) implements Value {}

  /// Finite: documents with NaN or infinities are refused where they are read.
  record Numeric(double value) implements Value {}

  /// JSON as canonical text; core never looks inside.
  record Json(String text) implements Value {}
}
