package dev.rimlight.stats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How many units several arms need together (Duflo, Glennerster and Kremer, Handbook of
/// Development Economics 4, 2007).
///
/// @param alpha of all comparisons together when corrected, else of each
/// @param sides of the test: 2, or 1 when only one direction counts
/// @param comparisons how many share alpha
public record SampleSize(double alpha, int sides, int comparisons, double power) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public SampleSize {
    alpha = new Level(alpha).alpha();
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("power == " + power + ", must be in (0, 1)");
    }
    if (sides < 1 || sides > 2) {
      throw new IllegalArgumentException("sides == " + sides + ", must be 1 or 2");
    }
    if (comparisons < 1) {
      throw new IllegalArgumentException("comparisons == " + comparisons + ", must be >= 1");
    }
  }

  private double z() {
    return NORMAL.inverseSurvivalProbability(alpha / comparisons / sides)
        + NORMAL.inverseCumulativeProbability(power);
  }

  /// Whole units of all arms together, so that the treatment that is hardest to compare finds
  /// `effect`; the first weight is the control's.
  public double units(double effect, Power.Variances variances, double... weights) {
    requireEffect(effect);
    double sum = Arrays.stream(weights).sum();
    double most = 0;
    for (int arm = 1; arm < weights.length; arm++) {
      double kappa = weights[0] / weights[arm];
      double exact =
          z() * z() * (variances.control() / kappa + variances.treatment()) / (effect * effect);
      double treatment = Math.ceil(exact);
      double share = (weights[0] + weights[arm]) / sum;
      most = Math.max(most, Math.ceil(treatment * (1 + kappa) / share));
    }
    return most;
  }

  /// Which arms are compared.
  public enum Comparisons {
    CONTROL_VS_ALL,
    ALL_VS_ALL;

    public int count(int arms) {
      return switch (this) {
        case CONTROL_VS_ALL -> arms - 1;
        case ALL_VS_ALL -> arms * (arms - 1) / 2;
      };
    }

    /// The shares of the arms: as often as an arm is compared.
    public double[] shares(int arms) {
      double[] shares = new double[arms];
      Arrays.fill(
          shares,
          switch (this) {
            case CONTROL_VS_ALL -> 0.5 / (arms - 1);
            case ALL_VS_ALL -> 1.0 / arms;
          });
      shares[0] = this == CONTROL_VS_ALL ? 0.5 : shares[0];
      return shares;
    }
  }

  /// Units of all arms together at which the detectable effect, averaged over the comparisons, is
  /// `effect`; arms have the shares of [Comparisons#shares].
  public double unitsOnAverage(double effect, double variance, Comparisons compared, int arms) {
    requireEffect(effect);
    if (arms < 2) {
      throw new IllegalArgumentException("arms == " + arms + ", must be >= 2");
    }
    double[] shares = compared.shares(arms);
    double width =
        IntStream.range(0, arms)
            .mapToDouble(first ->
                IntStream.range(
                        first + 1, compared == Comparisons.ALL_VS_ALL || first == 0 ? arms : 0)
                    .mapToDouble(second -> Math.sqrt(1 / shares[first] + 1 / shares[second]))
                    .sum())
            .sum();
    double each = z() * width / (compared.count(arms) * effect);
    return Math.ceil(each * each * variance);
  }

  private static void requireEffect(double effect) {
    if (effect == 0 || !Double.isFinite(effect)) {
      throw new IllegalArgumentException("effect == " + effect + ", must be finite and not 0");
    }
  }
}
