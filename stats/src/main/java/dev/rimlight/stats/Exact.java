package dev.rimlight.stats;

/// A sum carried as a double and the rest that the double cannot hold (error-free transformations:
/// Dekker 1971, Knuth TAOCP 2, 4.2.2).
record Exact(double value, double rest) {

  static Exact sum(double a, double b) {
    double value = a + b;
    double shifted = value - a;
    return new Exact(value, (a - (value - shifted)) + (b - shifted));
  }

  static Exact product(double a, double b) {
    double value = a * b;
    return new Exact(value, Math.fma(a, b, -value));
  }

  Exact plus(double increment) {
    Exact sum = sum(value, increment);
    return sum(sum.value, sum.rest + rest);
  }

  /// How far a is above this, to the last bit of a double.
  double below(double a, double aRest) {
    Exact difference = sum(a, -value);
    return difference.value + (difference.rest + (aRest - rest));
  }
}
