package dev.rimlight.stats;

import java.util.Optional;

/// The interval of a relative lift, by Fieller's theorem: every r with `(D - r m0)² <= q² (V - 2 r
/// C + r² V0)`.
///
/// With the critical value q of the absolute interval `D -+ q sqrt(V)` both intervals agree about
/// zero, also at the last bit: the product of the two ends has the sign of `|D| - q sqrt(V)`, and
/// that is the difference from which the ends of the absolute interval are made.
///
/// @param difference D, treatment mean - control mean
/// @param controlMean m0, of the unadjusted control
/// @param differenceVariance V, variance of D
/// @param controlVariance V0, variance of m0
/// @param covariance C, of D and m0; -V0 for plain means
public record Fieller(
    double difference,
    double controlMean,
    double differenceVariance,
    double controlVariance,
    double covariance) {

  /// Two independent arms of plain means or proportions.
  public static Fieller ofArms(Kind kind, Moments control, Moments treatment) {
    double controlVariance = kind.variance(control) / control.units();
    double treatmentVariance = kind.variance(treatment) / treatment.units();
    return new Fieller(
        treatment.mean() - control.mean(),
        control.mean(),
        controlVariance + treatmentVariance,
        controlVariance,
        -controlVariance);
  }

  public Interval absolute(double criticalValue) {
    double radius = criticalValue * Math.sqrt(differenceVariance);
    return new Interval(difference - radius, difference + radius);
  }

  /// Absent when the interval is unbounded: the control mean cannot be told from 0.
  public Optional<Interval> relative(double criticalValue) {
    return leading(criticalValue) > 0 ? roots(criticalValue) : Optional.empty();
  }

  /// The lifts that are ruled out although the interval is unbounded on both sides; absent when it
  /// is bounded, or when no lift is ruled out.
  public Optional<Interval> excluded(double criticalValue) {
    return leading(criticalValue) < 0 ? roots(criticalValue) : Optional.empty();
  }

  private double leading(double criticalValue) {
    double controlRadius = criticalValue * Math.sqrt(controlVariance);
    return differenceOfSquares(Math.abs(controlMean), controlRadius);
  }

  private Optional<Interval> roots(double criticalValue) {
    double a = leading(criticalValue);
    double radius = criticalValue * Math.sqrt(differenceVariance);
    double c = differenceOfSquares(Math.abs(difference), radius);
    double b = difference * controlMean - criticalValue * criticalValue * covariance;
    double discriminant = b * b - a * c;
    if (a < 0 && discriminant < 0) {
      return Optional.empty();
    }
    Interval signed = ends(a, b, c, Math.sqrt(Math.max(0, discriminant)));
    return Optional.of(controlMean < 0 ? new Interval(-signed.high(), -signed.low()) : signed);
  }

  /// Both roots of `a r² - 2 b r + c`, the smaller in magnitude from the product of the two, so
  /// that nothing cancels.
  private static Interval ends(double a, double b, double c, double root) {
    double far = (b + Math.copySign(root, b)) / a;
    double near = far == 0 ? 0 : c / a / far;
    return new Interval(Math.min(near, far), Math.max(near, far));
  }

  private static double differenceOfSquares(double x, double y) {
    return (x - y) * (x + y);
  }
}
