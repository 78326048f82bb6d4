package dev.rimlight.stats;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether the arms received units in the proportion of their weights. A mismatch means that the
/// experiment is broken, and no lift of it may be believed.
public final class SampleRatio {
  /// Concentration of the Dirichlet prior around the configured shares.
  public static final double CONCENTRATION = 100;

  /// Sequential p below which an experiment has failed.
  public static final double FAILED_BELOW = 0.001;

  /// Chi-square p below which an experiment is suspicious.
  public static final double SUSPICIOUS_BELOW = 0.01;

  private SampleRatio() {}

  /// Pearson's goodness of fit for one look. Weights need not add up to 1; arms of weight 0 do not
  /// count as arms.
  public static RatioResult chiSquared(long[] counts, double[] weights) {
    long units = 0;
    for (long count : counts) {
      units += count;
    }
    return units == 0
        ? new Refusal(Reason.TOO_FEW_UNITS)
        : check(counts, weights, SampleRatio::pearson);
  }

  /// The Dirichlet-multinomial test of one look; the smallest p over all looks ([SmallestP]) is
  /// valid at each of them (Lindon and Malek 2022). Before the first unit there is no evidence, p
  /// is 1.
  public static RatioResult sequential(long[] counts, double[] weights) {
    return sequential(counts, weights, CONCENTRATION);
  }

  public static RatioResult sequential(long[] counts, double[] weights, double concentration) {
    if (!(concentration > 0) || Double.isInfinite(concentration)) {
      throw new IllegalArgumentException(
          "concentration == " + concentration + ", must be finite and > 0");
    }
    return check(
        counts, weights, (units, shares) -> dirichletMultinomial(units, shares, concentration));
  }

  private interface Test {
    RatioCheck of(long[] counts, double[] shares);
  }

  private static RatioResult check(long[] counts, double[] weights, Test test) {
    requireArms(counts, weights);
    double weight = 0;
    int arms = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      if (weights[arm] == 0 && counts[arm] > 0) {
        return new Refusal(Reason.UNITS_IN_ZERO_WEIGHT_ARM);
      }
      weight += weights[arm];
      arms += weights[arm] > 0 ? 1 : 0;
    }
    if (arms < 2) {
      return new Refusal(Reason.TOO_FEW_ARMS);
    }
    return weighted(counts, weights, weight, arms, test);
  }

  private static RatioCheck weighted(
      long[] counts, double[] weights, double weight, int arms, Test test) {
    long[] units = new long[arms];
    double[] shares = new double[arms];
    int next = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      if (weights[arm] > 0) {
        units[next] = counts[arm];
        shares[next++] = weights[arm] / weight;
      }
    }
    return test.of(units, shares);
  }

  private static RatioCheck pearson(long[] counts, double[] shares) {
    long units = 0;
    for (long count : counts) {
      units += count;
    }
    double chiSquared = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      double expected = units * shares[arm];
      double distance = counts[arm] - expected;
      chiSquared += distance * distance / expected;
    }
    ChiSquaredDistribution distribution = ChiSquaredDistribution.of(counts.length - 1);
    return new RatioCheck(chiSquared, distribution.survivalProbability(chiSquared));
  }

  private static RatioCheck dirichletMultinomial(
      long[] counts, double[] shares, double concentration) {
    double logBayesFactor = 0;
    long units = 0;
    for (int arm = 0; arm < counts.length; arm++) {
      double prior = concentration * shares[arm];
      logBayesFactor += LogGamma.value(prior + counts[arm]) - LogGamma.value(prior);
      logBayesFactor -= counts[arm] * Math.log(shares[arm]);
      units += counts[arm];
    }
    logBayesFactor += LogGamma.value(concentration) - LogGamma.value(concentration + units);
    return new RatioCheck(logBayesFactor, Math.min(1, Math.exp(-logBayesFactor)));
  }

  private static void requireArms(long[] counts, double[] weights) {
    if (counts.length != weights.length) {
      throw new IllegalArgumentException(
          "counts.length == " + counts.length + ", must be weights.length == " + weights.length);
    }
    for (int arm = 0; arm < counts.length; arm++) {
      if (counts[arm] < 0) {
        throw new IllegalArgumentException(
            "counts[" + arm + "] == " + counts[arm] + ", must be >= 0");
      }
      if (!(weights[arm] >= 0) || Double.isInfinite(weights[arm])) {
        throw new IllegalArgumentException(
            "weights[" + arm + "] == " + weights[arm] + ", must be finite and >= 0");
      }
    }
  }
}
