package dev.rimlight.control.analyze;

/// How far a number may be from the table's: in shares of the table's number, plus absolutely; for
/// the ends of an interval in shares of its half-width instead.
record Tolerance(double relative, double absolute, double halfWidth) {

  static Tolerance relative(double share) {
    return new Tolerance(share, 1e-290, share);
  }

  static Tolerance absolute(double distance) {
    return new Tolerance(0, distance, 0);
  }

  Tolerance orAbsolute(double distance) {
    return new Tolerance(relative, distance, halfWidth);
  }

  boolean admits(double actual, double expected) {
    return actual == expected
        || Double.isNaN(actual) && Double.isNaN(expected)
        || Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
  }
}
