package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// The classical choices of a test of two means: whether the arms share a variance, whether the
/// statistic is Student's or normal, and in which direction an effect counts.
public record MeanComparison(
    Alternative alternative, boolean equalVariances, boolean student, double alpha) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Of an arm: just enough for a variance.
  private static final double FEWEST_UNITS = 1.5;

  /// Of both arms: more than anyone has.
  private static final double MOST_UNITS = 1e15;

  public MeanComparison {
    alpha = new Level(alpha).alpha();
  }

  /// An effect of two arms under these choices. The ends are infinite on the side that a one-sided
  /// alternative does not bound.
  public record Outcome(double statistic, double p, double low, double high) {}

  /// Of the difference.
  public Outcome difference(ArmMean control, ArmMean treatment) {
    Scale scale = scale(control, treatment);
    double difference = treatment.mean() - control.mean();
    double reach = scale.standardError() * critical(scale);
    double statistic = difference / scale.standardError();
    return new Outcome(
        statistic,
        p(scale, statistic),
        alternative == Alternative.SMALLER ? Double.NEGATIVE_INFINITY : difference - reach,
        alternative == Alternative.LARGER ? Double.POSITIVE_INFINITY : difference + reach);
  }

  /// The lift by a test of the logarithms: its interval never falls below -1 on the bounded side.
  public Interval liftOnLogScale(ArmMean control, ArmMean treatment) {
    Scale scale = scale(logarithmic(control), logarithmic(treatment));
    double ratio = treatment.mean() / control.mean();
    double factor = Math.exp(scale.standardError() * critical(scale));
    double one = ratio / factor - 1;
    double other = ratio * factor - 1;
    return new Interval(
        alternative == Alternative.SMALLER ? Double.NEGATIVE_INFINITY : Math.min(one, other),
        alternative == Alternative.LARGER ? Double.POSITIVE_INFINITY : Math.max(one, other));
  }

  private static ArmMean logarithmic(ArmMean arm) {
    return new ArmMean(arm.units(), arm.mean(), arm.unitVariance() / (arm.mean() * arm.mean()));
  }

  /// @param degreesOfFreedom infinite for the normal
  private record Scale(double standardError, double degreesOfFreedom) {
    ContinuousDistribution distribution() {
      return Double.isInfinite(degreesOfFreedom) ? NORMAL : TDistribution.of(degreesOfFreedom);
    }
  }

  private Scale scale(ArmMean control, ArmMean treatment) {
    return scale(
        control.unitVariance(),
        (double) control.units(),
        treatment.unitVariance(),
        (double) treatment.units());
  }

  private Scale scale(double v0, double n0, double v1, double n1) {
    double pooled = ((n0 - 1) * v0 + (n1 - 1) * v1) / (n0 + n1 - 2);
    double first = (equalVariances ? pooled : v0) / n0;
    double second = (equalVariances ? pooled : v1) / n1;
    double variance = first + second;
    double share = first / variance;
    double degreesOfFreedom =
        equalVariances
            ? n0 + n1 - 2
            : 1 / (share * share / (n0 - 1) + (1 - share) * (1 - share) / (n1 - 1));
    return new Scale(Math.sqrt(variance), student ? degreesOfFreedom : Double.POSITIVE_INFINITY);
  }

  private double critical(Scale scale) {
    double tails = alternative == Alternative.TWO_SIDED ? alpha : 2 * alpha;
    if (tails >= 1) {
      return -scale.distribution().inverseCumulativeProbability(alpha);
    }
    return Double.isInfinite(scale.degreesOfFreedom())
        ? new Level(tails).normalCritical()
        : new Level(tails).studentCritical(scale.degreesOfFreedom());
  }

  private double p(Scale scale, double statistic) {
    ContinuousDistribution distribution = scale.distribution();
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * distribution.survivalProbability(Math.abs(statistic)));
      case LARGER -> distribution.survivalProbability(statistic);
      case SMALLER -> distribution.cumulativeProbability(statistic);
    };
  }

  /// The probability to find a difference of `effect` with `units` units in both arms.
  ///
  /// @param ratio treatment units for each control unit
  public double power(double unitVariance, double units, double ratio, double effect) {
    requirePlan(unitVariance, units, ratio);
    Scale scale =
        scale(unitVariance, units / (1 + ratio), unitVariance, units * ratio / (1 + ratio));
    double delta = effect / scale.standardError();
    double critical = critical(scale);
    return switch (alternative) {
      case TWO_SIDED -> above(scale, delta, critical) + above(scale, -delta, critical);
      case LARGER -> above(scale, delta, critical);
      case SMALLER -> above(scale, -delta, critical);
    };
  }

  private static double above(Scale scale, double delta, double critical) {
    return Double.isInfinite(scale.degreesOfFreedom())
        ? NORMAL.survivalProbability(critical - delta)
        : new NoncentralT(scale.degreesOfFreedom(), delta).survival(critical);
  }

  /// The smallest effect that is found with the wanted power; negative for [Alternative#SMALLER].
  public double effect(double unitVariance, double units, double ratio, double power) {
    requirePlan(unitVariance, units, ratio);
    Root.Curve missing = size -> power - power(unitVariance, units, ratio, signed(size));
    double size = Math.sqrt(unitVariance / units);
    while (missing.at(size) > 0) {
      size *= 2;
    }
    return signed(Root.between(0, size, missing));
  }

  private double signed(double size) {
    return alternative == Alternative.SMALLER ? -size : size;
  }

  /// How many units in both arms find `effect` with the wanted power; not rounded. The effect must
  /// point where the alternative does.
  public double units(double unitVariance, double ratio, double effect, double power) {
    if (effect == 0 || signed(effect) < 0 && alternative != Alternative.TWO_SIDED) {
      throw new IllegalArgumentException(
          "effect == " + effect + ", must point where the alternative " + alternative + " does");
    }
    double fewest = Math.max(1 + ratio, (1 + ratio) / ratio) * FEWEST_UNITS;
    Root.Curve missing = units -> power - power(unitVariance, units, ratio, effect);
    double most = 2 * fewest;
    while (missing.at(most) > 0) {
      most *= 2;
      if (most > MOST_UNITS) {
        throw new IllegalArgumentException(
            "effect == " + effect + ", must be found by " + MOST_UNITS + " units");
      }
    }
    return Root.between(fewest, most, missing);
  }

  private static void requirePlan(double unitVariance, double units, double ratio) {
    if (!(unitVariance > 0) || Double.isInfinite(unitVariance)) {
      throw new IllegalArgumentException(
          "unit variance == " + unitVariance + ", must be finite and > 0");
    }
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("ratio == " + ratio + ", must be finite and > 0");
    }
    if (!(units * Math.min(1, ratio) / (1 + ratio) > 1)) {
      throw new IllegalArgumentException("units == " + units + ", must be more than 1 in each arm");
    }
  }
}
