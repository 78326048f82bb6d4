package dev.rimlight.stats;

/// Boundaries of the order of the law of the iterated logarithm, stitched together from linear ones
/// over a geometric sequence of times (Howard, Ramdas, McAuliffe and Sekhon 2021, theorem 1).
///
/// @param s how fast the error is spent over the pieces, > 1
/// @param eta how much longer each piece is than the one before, > 1
public record StitchedBoundary(double s, double eta) {
  public StitchedBoundary {
    if (!(s > 1) || Double.isInfinite(s)) {
      throw new IllegalArgumentException("s == " + s + ", must be finite and > 1");
    }
    if (!(eta > 1) || Double.isInfinite(eta)) {
      throw new IllegalArgumentException("eta == " + eta + ", must be finite and > 1");
    }
  }

  /// A sub-gamma sum with scale c (0: sub-Gaussian) at intrinsic time v.
  ///
  /// @param from intrinsic time from which on the boundary grows
  public double ofSum(double v, double alpha, double from, double c) {
    new Level(alpha);
    requirePositive("v_min", from);
    double time = Math.max(v, from);
    double logarithm =
        s * Math.log(Math.log(eta * time / from))
            + Math.log(Zeta.value(s) / Math.pow(Math.log(eta), s))
            - Math.log(alpha);
    return widened(time, logarithm, c);
  }

  /// How far the count of values below a quantile p is from its expectation among t values, for all
  /// t and all p together (Howard and Ramdas, Bernoulli 28, 2022, theorem 3).
  ///
  /// @param from number of values from which on the boundary grows
  /// @param delta distance of the quantiles that are stitched, on the scale of logits
  public double ofQuantile(double p, double t, double alpha, double from, double delta) {
    new Level(alpha);
    requirePositive("t_opt", from);
    requirePositive("delta", delta);
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("quantile_p == " + p + ", must be in (0, 1)");
    }
    double time = Math.max(t, from);
    double logit = Math.log(p / (1 - p));
    double moved = BetaPosterior.proportion(logit + 2 * delta * Math.sqrt(from * eta / time));
    double r = p >= 0.5 ? p : Math.min(0.5, moved);
    double variance = r * (1 - r);
    double quantiles = Math.sqrt(time / from) * Math.abs(logit) / (2 * delta) + 1;
    double zeta = Zeta.value(s);
    double logarithm =
        s * Math.log(Math.log(eta * time / from))
            + s * Math.log(quantiles)
            + Math.log(2 * zeta * (2 * zeta + 1) / (alpha * Math.pow(Math.log(eta), s)));
    return delta * Math.sqrt(eta * time * variance / from)
        + widened(variance * time, logarithm, (1 - 2 * p) / 3);
  }

  private double widened(double time, double logarithm, double c) {
    double k1 = (Math.pow(eta, 0.25) + Math.pow(eta, -0.25)) / Math.sqrt(2);
    double k2 = (Math.sqrt(eta) + 1) / 2;
    double tail = k2 * c * logarithm;
    return Math.sqrt(k1 * k1 * time * logarithm + tail * tail) + tail;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " == " + value + ", must be finite and > 0");
    }
  }
}
