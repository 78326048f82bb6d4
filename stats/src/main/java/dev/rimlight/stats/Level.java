package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// The error rate of a two-sided statement, and the critical values that go with it.
///
/// Upper tails come from survival functions: 1 - cdf has no digits left below 1e-16.
record Level(double alpha) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  Level {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha == " + alpha + ", must be in (0, 1)");
    }
  }

  double normalCritical() {
    return NORMAL.inverseSurvivalProbability(alpha / 2);
  }

  static double normalP(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  /// The library solves for this quantile to 1e-9; two Newton steps on its survival function give
  /// the remaining digits.
  double studentCritical(double degreesOfFreedom) {
    ContinuousDistribution student = TDistribution.of(degreesOfFreedom);
    double t = student.inverseSurvivalProbability(alpha / 2);
    for (int step = 0; step < 2; step++) {
      t += (student.survivalProbability(t) - alpha / 2) / student.density(t);
    }
    return t;
  }

  static double studentP(double t, double degreesOfFreedom) {
    return Math.min(1, 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t)));
  }
}
