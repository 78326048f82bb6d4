package dev.rimlight.stats;

/// What a test looks for beside its null value.
public enum Alternative {
  TWO_SIDED,
  LARGER,
  SMALLER;

  /// Tails of a distribution that speak against the null value.
  int sides() {
    return this == TWO_SIDED ? 2 : 1;
  }

  /// The interval around a value that a test with this alternative does not reject.
  Interval around(double value, double reach) {
    return switch (this) {
      case TWO_SIDED -> new Interval(value - reach, value + reach);
      case LARGER -> new Interval(value - reach, Double.POSITIVE_INFINITY);
      case SMALLER -> new Interval(Double.NEGATIVE_INFINITY, value + reach);
    };
  }
}
