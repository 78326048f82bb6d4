package dev.rimlight.stats;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/// Tests the difference of two means against any value, with one side or two: non-inferiority is
/// the test against minus the margin.
///
/// @param degreesOfFreedom infinite for the normal distribution
/// @param supposed the difference that is tested
public record MeanTest(
    ArmMean control,
    ArmMean treatment,
    double degreesOfFreedom,
    double supposed,
    Alternative alternative) {

  public MeanTest {
    if (Math.min(control.units(), treatment.units()) < 1) {
      throw new IllegalArgumentException("units == 0, must be >= 1 in both arms");
    }
    if (!(control.unitVariance() >= 0 && control.unitVariance() + treatment.unitVariance() > 0)) {
      throw new IllegalArgumentException("variance == 0, must be > 0 in one of the arms");
    }
  }

  public static MeanTest normal(
      ArmMean control, ArmMean treatment, double supposed, Alternative alternative) {
    return new MeanTest(control, treatment, Double.POSITIVE_INFINITY, supposed, alternative);
  }

  /// Welch's t.
  public static MeanTest student(
      ArmMean control, ArmMean treatment, double supposed, Alternative alternative) {
    double share = control.variance() / (control.variance() + treatment.variance());
    double degreesOfFreedom =
        1
            / (share * share / (control.units() - 1)
                + (1 - share) * (1 - share) / (treatment.units() - 1));
    return new MeanTest(control, treatment, degreesOfFreedom, supposed, alternative);
  }

  public double difference() {
    return treatment.mean() - control.mean();
  }

  public double standardError() {
    return Math.sqrt(control.variance() + treatment.variance());
  }

  public double p() {
    double z = (difference() - supposed) / standardError();
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * above(Math.abs(z)));
      case LARGER -> above(z);
      case SMALLER -> above(-z);
    };
  }

  private double above(double z) {
    return Double.isInfinite(degreesOfFreedom)
        ? Gaussian.above(z)
        : TDistribution.of(degreesOfFreedom).survivalProbability(z);
  }

  /// What the statistic must exceed at a level; on both sides half of it.
  public double critical(double alpha) {
    Level level = new Level(2 * alpha / alternative.sides());
    return Double.isInfinite(degreesOfFreedom)
        ? level.normalCritical()
        : level.studentCritical(degreesOfFreedom);
  }

  public Interval interval(double critical) {
    return alternative.around(difference(), critical * standardError());
  }

  /// In units of |control mean|, by Fieller's theorem with the same critical value; absent when the
  /// control mean cannot be told from 0.
  public Optional<Interval> relativeInterval(double critical) {
    double controlVariance = control.variance();
    Fieller fieller =
        new Fieller(
            difference(),
            control.mean(),
            controlVariance + treatment.variance(),
            controlVariance,
            -controlVariance);
    return fieller
        .relative(critical)
        .map(both ->
            switch (alternative) {
              case TWO_SIDED -> both;
              case LARGER -> new Interval(both.low(), Double.POSITIVE_INFINITY);
              case SMALLER -> new Interval(Double.NEGATIVE_INFINITY, both.high());
            });
  }
}
