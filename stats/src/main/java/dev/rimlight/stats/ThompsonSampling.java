package dev.rimlight.stats;

import java.util.List;

/// Gives each arm of a bandit the share of units that is its probability of being the best
/// (Thompson, Biometrika 25, 1933), by quadrature instead of sampling, so that the same data give
/// the same shares.
public final class ThompsonSampling {
  /// What every arm keeps, however bad it looks: without it an arm cannot recover.
  public static final double DEFAULT_FLOOR = 0.01;

  /// Units that every arm has before the shares move.
  public static final long MINIMUM_UNITS = 100;

  private static final int REACH = 9;

  private ThompsonSampling() {}

  /// Probabilities of being the best, in the order of the arms; they add up to 1.
  public static double[] bestArm(List<EffectPosterior> arms, Direction direction) {
    int sign =
        switch (direction) {
          case INCREASE -> 1;
          case DECREASE -> -1;
        };
    Quadrature.Grid grid = Quadrature.between(edges(arms, sign));
    double[] best = new double[arms.size()];
    double[] below = new double[arms.size()];
    for (int index = 0; index < grid.size(); index++) {
      addAt(grid.node(index), grid.weight(index), arms, sign, below, best);
    }
    double total = 0;
    for (double probability : best) {
      total += probability;
    }
    for (int arm = 0; arm < best.length; arm++) {
      best[arm] /= total;
    }
    return best;
  }

  /// An arm is best at x when it has the value x and all others are below.
  private static void addAt(
      double x,
      double weight,
      List<EffectPosterior> arms,
      int sign,
      double[] below,
      double[] best) {
    for (int arm = 0; arm < below.length; arm++) {
      below[arm] = Gaussian.below(standardized(x, arms.get(arm), sign));
    }
    for (int arm = 0; arm < best.length; arm++) {
      double others = 1;
      for (int other = 0; other < below.length; other++) {
        others *= other == arm ? 1 : below[other];
      }
      EffectPosterior posterior = arms.get(arm);
      double density = Gaussian.density(standardized(x, posterior, sign)) / posterior.deviation();
      best[arm] += weight * density * others;
    }
  }

  private static double standardized(double x, EffectPosterior arm, int sign) {
    return (x - sign * arm.mean()) / arm.deviation();
  }

  private static double[] edges(List<EffectPosterior> arms, int sign) {
    double[] edges = new double[arms.size() * (REACH + 1)];
    int next = 0;
    for (EffectPosterior arm : arms) {
      for (int step = -REACH; step <= REACH; step += 2) {
        edges[next++] = sign * arm.mean() + step * arm.deviation();
      }
    }
    return edges;
  }

  /// Shares of units: the floor for every arm, the rest by the probabilities. Even shares when the
  /// floors alone are everything.
  public static double[] weights(double[] bestArm, double floor) {
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("floor == " + floor + ", must be in 0..1");
    }
    int arms = bestArm.length;
    double[] weights = new double[arms];
    for (int arm = 0; arm < arms; arm++) {
      weights[arm] = arms * floor >= 1 ? 1.0 / arms : floor + (1 - arms * floor) * bestArm[arm];
    }
    return weights;
  }
}
