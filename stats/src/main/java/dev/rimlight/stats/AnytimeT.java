package dev.rimlight.stats;

/// Student's t at any number of looks, for a coefficient of a linear model (Lindon, Ham, Tingley
/// and Bojinov, arXiv 2210.08589): the evidence of a normal mixture that is told no variance.
///
/// @param g precision of the mixture, in units of observations
/// @param observations so far
/// @param degreesOfFreedom observations less coefficients
public record AnytimeT(double g, double observations, double degreesOfFreedom) {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int NARROWINGS = 100;

  public AnytimeT {
    requirePositive("g", g);
    requirePositive("n", observations);
    requirePositive("degrees of freedom", degreesOfFreedom);
  }

  /// How many standard errors the interval reaches to each side; infinite as long as no t whatever
  /// would be evidence enough.
  public double radius(double alpha) {
    double shrinkage = g / (g + observations);
    double exponent = 1 / (degreesOfFreedom + 1);
    double logW = exponent * (Math.log(shrinkage) + 2 * Math.log(new Level(alpha).alpha()));
    double excess = Math.exp(logW) - shrinkage;
    return excess > 0
        ? Math.sqrt(degreesOfFreedom * -Math.expm1(logW) / excess)
        : Double.POSITIVE_INFINITY;
  }

  /// The radius for a variance that is known: what [#radius] becomes with many observations.
  public double radiusOfKnownVariance(double alpha) {
    return new SequenceMixture(g).radius(observations, new Level(alpha).alpha());
  }

  /// The logarithm of the evidence against 0 that a t² is.
  public double logEvidence(double tSquared) {
    if (!(tSquared >= 0)) {
      throw new IllegalArgumentException("t2 == " + tSquared + ", must be >= 0");
    }
    double shrinkage = g / (g + observations);
    double share = tSquared / degreesOfFreedom;
    return Math.log(shrinkage) / 2
        + (degreesOfFreedom + 1) / 2 * (Math.log1p(share) - Math.log1p(shrinkage * share));
  }

  public double p(double tSquared) {
    return Math.min(1, Math.exp(-logEvidence(tSquared)));
  }

  /// The g >= 1 whose radius at so many observations is smallest.
  public static double tightest(double observations, double degreesOfFreedom, double alpha) {
    double low = 0;
    double high = Math.log(Math.max(2, observations));
    for (int step = 0; step < NARROWINGS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      double leftRadius =
          new AnytimeT(Math.exp(left), observations, degreesOfFreedom).radius(alpha);
      double rightRadius =
          new AnytimeT(Math.exp(right), observations, degreesOfFreedom).radius(alpha);
      if (leftRadius <= rightRadius) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " == " + value + ", must be finite and > 0");
    }
  }
}
