package dev.rimlight.stats;

/// The normal mixture behind a [ConfidenceSequence]: fixed at the start by the sample size at which
/// the sequence is to be tightest, never changed.
///
/// @param g in units; other texts write rho = 1/sqrt(g)
public record SequenceMixture(double g) {
  public SequenceMixture {
    if (!(g > 0) || Double.isInfinite(g)) {
      throw new IllegalArgumentException("g == " + g + ", must be finite and > 0");
    }
  }

  public static SequenceMixture twoSided(double alpha, double tuningSampleSize) {
    return of(new Level(alpha).alpha(), tuningSampleSize);
  }

  /// All of alpha on one side, which is half of a two-sided 2 alpha.
  public static SequenceMixture oneSided(double alpha, double tuningSampleSize) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha == " + alpha + ", must be in (0, 0.5)");
    }
    return of(2 * alpha, tuningSampleSize);
  }

  private static SequenceMixture of(double alpha, double tuningSampleSize) {
    if (!(tuningSampleSize > 0) || Double.isInfinite(tuningSampleSize)) {
      throw new IllegalArgumentException(
          "tuningSampleSize == " + tuningSampleSize + ", must be finite and > 0");
    }
    double twice = -2 * Math.log(alpha);
    return new SequenceMixture(tuningSampleSize / (twice + Math.log(twice + 1)));
  }

  public double rho() {
    return 1 / Math.sqrt(g);
  }

  /// R(N): how many standard errors a two-sided interval reaches to each side at n units.
  double radius(double n, double alpha) {
    double logarithm = Math.log((n + g) / g) - 2 * Math.log(alpha);
    return Math.sqrt((n + g) / n * logarithm);
  }

  double p(double z, double n) {
    return Math.min(1, Math.sqrt((n + g) / g) * Math.exp(-z * z * n / (2 * (n + g))));
  }

  /// The same with one side (Waudby-Smith et al., equation 134).
  double oneSidedRadius(double n, double alpha) {
    double logarithm = Math.log1p(Math.sqrt((n + g) / g) / (2 * alpha));
    return Math.sqrt(2 * (n + g) / n * logarithm);
  }

  /// The level at which [#oneSidedRadius] is exactly z; 1 when the effect is on the other side.
  double oneSidedP(double z, double n) {
    double squared = z > 0 ? z * z * n / (2 * (n + g)) : 0;
    return Math.min(1, Math.sqrt((n + g) / g) / (2 * Math.expm1(squared)));
  }
}
