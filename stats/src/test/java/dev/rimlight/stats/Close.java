package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

/// Comparisons with the tolerances that the reference tables state.
final class Close {
  private Close() {}

  static void relative(String what, double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s, expected %s", what, actual, expected)
        .isLessThanOrEqualTo(tolerance * Math.abs(expected) + Double.MIN_NORMAL);
  }

  static void absolute(String what, double actual, double expected, double tolerance) {
    assertThat(actual == expected || Math.abs(actual - expected) <= tolerance)
        .as("%s: %s, expected %s", what, actual, expected)
        .isTrue();
  }

  static void interval(
      String what, Interval actual, double low, double high, double toleranceOfHalfWidth) {
    double tolerance = toleranceOfHalfWidth * (high - low) / 2;
    absolute(what + " low", actual.low(), low, tolerance);
    absolute(what + " high", actual.high(), high, tolerance);
  }
}
