package dev.rimlight.stats;

/// How far an empirical distribution function is from the true one, at all values and all times
/// from `from` on together: `a sqrt((ln(1 + ln(t / from)) + c) / t)` (Howard and Ramdas, Bernoulli
/// 28, 2022, theorem 2).
///
/// @param c such that the probability to leave the boundary is alpha
public record EmpiricalProcessBoundary(double from, double a, double c) {

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int NARROWINGS = 60;

  public static EmpiricalProcessBoundary of(double alpha, double from, double a) {
    new Level(alpha);
    if (!(from >= 1) || Double.isInfinite(from)) {
      throw new IllegalArgumentException("t_min == " + from + ", must be finite and >= 1");
    }
    if (!(a > Math.sqrt(0.5)) || Double.isInfinite(a)) {
      throw new IllegalArgumentException("A == " + a + ", must be finite and > sqrt(1/2)");
    }
    Root.Curve excess = c -> leastLogError(a, c) - Math.log(alpha);
    double inside = 5;
    while (excess.at(inside) > 0) {
      inside *= 2;
    }
    double outside = inside / 2;
    while (excess.at(outside) <= 0) {
      outside /= 2;
    }
    return new EmpiricalProcessBoundary(from, a, Root.between(outside, inside, excess));
  }

  /// Infinite before the start.
  public double bound(double t) {
    return t < from
        ? Double.POSITIVE_INFINITY
        : a * Math.sqrt((Math.log1p(Math.log(t / from)) + c) / t);
  }

  /// The best of the bounds that different lengths of pieces give, by golden section.
  private static double leastLogError(double a, double c) {
    double low = 1;
    double high = longest(a, c);
    for (int step = 0; step < NARROWINGS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (logError(a, c, left) < logError(a, c, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return logError(a, c, (low + high) / 2);
  }

  /// Pieces from this length on give no bound.
  private static double longest(double a, double c) {
    return Root.between(1, 2 * a * a, eta -> a - Math.sqrt(eta / 2) - Math.sqrt(2 * (eta - 1) / c));
  }

  private static double logError(double a, double c, double eta) {
    double slack = a - Math.sqrt(2 * (eta - 1) / c);
    double exponent = 2 / eta * slack * slack;
    return exponent <= 1
        ? Double.POSITIVE_INFINITY
        : Math.log(4) - exponent * c + Math.log1p(1 / ((exponent - 1) * Math.log(eta)));
  }
}
