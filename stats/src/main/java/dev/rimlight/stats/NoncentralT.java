package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// Student's t around a true effect: `(Z + delta) / S` with S² a chi-square over its degrees of
/// freedom.
///
/// `P(T <= t) = E Phi(t S - delta)`, by Gauss-Legendre over the values of S that occur; the density
/// of S is normalised by the same sum, so that no gamma function of large arguments is needed.
record NoncentralT(double degreesOfFreedom, double delta) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Nodes of the 8-point rule on [-1, 1], and their weights (Abramowitz and Stegun, 25.4.30).
  private static final double[] NODES = {
    0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
  };

  private static final double[] WEIGHTS = {
    0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
  };

  private static final int PANELS = 60;

  /// The exponent of s, and its derivatives, that the rule follows to its last digits.
  private static final double SMOOTH = 12;

  /// Beyond this many standard deviations of S its density is below 1e-20 of the peak.
  private static final double REACH = 10;

  double cdf(double t) {
    return expectation(s -> NORMAL.cumulativeProbability(t * s - delta));
  }

  double survival(double t) {
    return expectation(s -> NORMAL.survivalProbability(t * s - delta));
  }

  private interface Probability {
    double at(double s);
  }

  /// Over u with `s = u^k`: near 0 the density is like s^(dof - 1), which no polynomial follows for
  /// few degrees of freedom; k makes it smooth.
  private double expectation(Probability probability) {
    double spread = REACH / Math.sqrt(2 * degreesOfFreedom);
    double k = Math.max(1, Math.ceil(SMOOTH / degreesOfFreedom));
    double low = Math.pow(Math.max(0, 1 - spread), 1 / k);
    double width = (Math.pow(1 + spread, 1 / k) - low) / PANELS;
    double sum = 0;
    double mass = 0;
    for (int panel = 0; panel < PANELS; panel++) {
      double middle = low + (panel + 0.5) * width;
      for (int node = 0; node < 2 * NODES.length; node++) {
        int pair = node / 2;
        double u = middle + (node % 2 == 0 ? -1 : 1) * NODES[pair] * width / 2;
        double weight = WEIGHTS[pair] * density(u, k);
        sum += weight * probability.at(Math.pow(u, k));
        mass += weight;
      }
    }
    return sum / mass;
  }

  /// Of u, up to a constant, which is chosen so that the density is 1 at u = 1.
  private double density(double u, double k) {
    double s = Math.pow(u, k);
    double exponent =
        (k * degreesOfFreedom - 1) * Math.log(u) - degreesOfFreedom * (s - 1) * (s + 1) / 2;
    return u <= 0 ? 0 : Math.exp(exponent);
  }
}
