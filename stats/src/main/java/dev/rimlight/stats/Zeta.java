package dev.rimlight.stats;

/// Riemann's zeta for real s > 1, by the formula of Euler and Maclaurin: the sum of the first
/// terms, the integral of the rest, and corrections of which the first left out is below 1e-17.
final class Zeta {
  private static final int TERMS = 20;

  /// B(2k) / (2k)!
  private static final double[] CORRECTIONS = {
    1.0 / 12,
    -1.0 / 720,
    1.0 / 30_240,
    -1.0 / 1_209_600,
    1.0 / 47_900_160,
    -691.0 / 1_307_674_368_000.0
  };

  private Zeta() {}

  static double value(double s) {
    double sum = 0;
    for (int n = TERMS - 1; n >= 1; n--) {
      sum += Math.pow(n, -s);
    }
    double edge = Math.pow(TERMS, -s);
    sum += edge * TERMS / (s - 1) + edge / 2;
    double factor = s * edge / TERMS;
    for (int k = 0; k < CORRECTIONS.length; k++) {
      sum += CORRECTIONS[k] * factor;
      factor *= (s + 2 * k + 1) * (s + 2 * k + 2) / ((double) TERMS * TERMS);
    }
    return sum;
  }
}
