package dev.rimlight.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The z test of two proportions in its textbook variants, with a lift interval on the log scale,
/// and the chi-square tests of a 2x2 table. For people who compare; ours is [ScoreTest].
///
/// @param continuity take half a unit of each arm off the difference
/// @param pooled take one variance for both arms
public record ProportionTest(
    Alternative alternative, double alpha, boolean continuity, boolean pooled) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public ProportionTest {
    alpha = new Level(alpha).alpha();
  }

  /// What one test says.
  ///
  /// @param lift absent when an arm has no success
  public record Outcome(double p, Interval difference, Optional<Interval> lift) {}

  /// Absent when all units are alike.
  public Optional<Outcome> of(OneProportion control, OneProportion treatment) {
    double n0 = control.units();
    double n1 = treatment.units();
    double p0 = control.share();
    double p1 = treatment.share();
    double both = (control.successes() + treatment.successes()) / (n0 + n1);
    double standardError =
        pooled
            ? Math.sqrt(both * (1 - both) * (1 / n0 + 1 / n1))
            : Math.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1);
    if (!(standardError > 0)) {
      return Optional.empty();
    }
    double logError =
        pooled ? standardError / both : Math.sqrt((1 - p0) / (n0 * p0) + (1 - p1) / (n1 * p1));
    double correction = continuity ? 0.5 * (1 / n0 + 1 / n1) : 0;
    double difference = p1 - p0;
    double reach = critical() * standardError + correction;
    Interval interval =
        new Interval(
            alternative == Alternative.SMALLER ? -1 : Math.clamp(difference - reach, -1, 1),
            alternative == Alternative.LARGER ? 1 : Math.clamp(difference + reach, -1, 1));
    double logReach = critical() * logError + correction / p0;
    Optional<Interval> lift =
        p0 > 0 && p1 > 0 ? Optional.of(lift(p1 / p0, Math.exp(logReach))) : Optional.empty();
    return Optional.of(new Outcome(p(difference, correction, standardError), interval, lift));
  }

  private double critical() {
    double tail = alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha;
    return NORMAL.inverseSurvivalProbability(tail);
  }

  private Interval lift(double ratio, double factor) {
    return new Interval(
        alternative == Alternative.SMALLER ? -1 : ratio / factor - 1,
        alternative == Alternative.LARGER ? Double.POSITIVE_INFINITY : ratio * factor - 1);
  }

  private double p(double difference, double correction, double standardError) {
    double size = Math.max(0, Math.abs(difference) - correction);
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * NORMAL.survivalProbability(size / standardError));
      case LARGER ->
          NORMAL.survivalProbability((difference > 0 ? size : difference) / standardError);
      case SMALLER ->
          NORMAL.cumulativeProbability((difference < 0 ? -size : difference) / standardError);
    };
  }

  /// The plain z test with one variance for both arms; p belongs to both sides.
  public record Pooled(double z, double p) {
    /// Of the alternative that the treatment's proportion is greater.
    public double pOfGreater() {
      return NORMAL.survivalProbability(z);
    }
  }

  /// NaN when all units are alike.
  public static Pooled pooled(OneProportion control, OneProportion treatment) {
    double n0 = control.units();
    double n1 = treatment.units();
    double both = (control.successes() + treatment.successes()) / (n0 + n1);
    double z =
        (treatment.share() - control.share()) / Math.sqrt(both * (1 - both) * (1 / n0 + 1 / n1));
    return new Pooled(z, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  /// Pearson's chi-square; absent when all units are alike.
  public static Optional<Double> pearson(
      OneProportion control, OneProportion treatment, boolean continuity) {
    return chiSquare(
        control,
        treatment,
        continuity,
        (observed, expected) -> (observed - expected) * (observed - expected) / expected);
  }

  /// The likelihood ratio test (G); absent when all units are alike.
  public static Optional<Double> likelihoodRatio(
      OneProportion control, OneProportion treatment, boolean continuity) {
    return chiSquare(
        control,
        treatment,
        continuity,
        (observed, expected) -> observed == 0 ? 0 : 2 * observed * Math.log(observed / expected));
  }

  private interface Distance {
    double of(double observed, double expected);
  }

  private static Optional<Double> chiSquare(
      OneProportion control, OneProportion treatment, boolean continuity, Distance distance) {
    double units = (double) control.units() + treatment.units();
    double successes = (double) control.successes() + treatment.successes();
    if (successes == 0 || successes == units) {
      return Optional.empty();
    }
    double statistic = 0;
    for (OneProportion arm : new OneProportion[] {control, treatment}) {
      double expected = arm.units() * successes / units;
      statistic += distance.of(corrected(arm.successes(), expected, continuity), expected);
      double failures = arm.units() - expected;
      statistic += distance.of(corrected(arm.failures(), failures, continuity), failures);
    }
    return Optional.of(ChiSquaredDistribution.of(1).survivalProbability(Math.max(0, statistic)));
  }

  /// Yates: half a unit towards what is expected, but not beyond.
  private static double corrected(long observed, double expected, boolean continuity) {
    double towards = expected - observed;
    double step = continuity ? Math.min(0.5, Math.abs(towards)) : 0;
    return observed + Math.copySign(step, towards);
  }
}
