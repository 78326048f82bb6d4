package dev.rimlight.stats;

/// One two-sided t test of "no effect".
///
/// @param p by the survival function, with all its digits in the tail
public record StudentTest(
    double estimate,
    double standardError,
    Interval interval,
    double statistic,
    double degreesOfFreedom,
    double p) {

  static StudentTest of(
      double estimate, double standardError, double degreesOfFreedom, double alpha) {
    double radius = new Level(alpha).studentCritical(degreesOfFreedom) * standardError;
    double t = estimate / standardError;
    return new StudentTest(
        estimate,
        standardError,
        new Interval(estimate - radius, estimate + radius),
        t,
        degreesOfFreedom,
        Level.studentP(t, degreesOfFreedom));
  }
}
