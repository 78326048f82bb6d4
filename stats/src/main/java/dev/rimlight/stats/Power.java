package dev.rimlight.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How likely an experiment finds an effect, how large an effect has to be, and how many units it
/// takes, before the start and while it runs. Normal approximation.
public final class Power {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /// Lifts above this are not searched.
  static final double LARGEST_LIFT = 5;

  /// The sample is not thought larger than this many times the present one.
  static final double LARGEST_FACTOR = 1 << 27;

  private Power() {}

  /// How an experiment will be judged.
  public sealed interface Rule permits Fixed, Sequence, Posterior {
    /// How far an estimate has to be above and below 0, in standard errors, to count.
    Bar bar(double standardError, double units);
  }

  /// Estimates above `high` or below `-low` standard errors count.
  public record Bar(double low, double high) {}

  /// One two-sided test at the end.
  public record Fixed(double alpha) implements Rule {
    @Override
    public Bar bar(double standardError, double units) {
      double critical = new Level(alpha).normalCritical();
      return new Bar(critical, critical);
    }
  }

  /// A confidence sequence ([ConfidenceSequence]).
  public record Sequence(double alpha, double tuningSampleSize) implements Rule {
    @Override
    public Bar bar(double standardError, double units) {
      double radius = SequenceMixture.twoSided(alpha, tuningSampleSize).radius(units, alpha);
      return new Bar(radius, radius);
    }
  }

  /// The credible interval of an effect with prior N(mean, standardDeviation²) excludes 0.
  public record Posterior(double alpha, double mean, double standardDeviation) implements Rule {
    @Override
    public Bar bar(double standardError, double units) {
      double prior = standardDeviation * standardDeviation;
      double variance = standardError * standardError;
      double reach =
          standardError * Math.sqrt(1 / prior + 1 / variance) * new Level(alpha).normalCritical();
      double shift = standardError * mean / prior;
      return new Bar(reach + shift, reach - shift);
    }
  }

  /// The probability that an estimate around `effect` counts.
  public static double of(Rule rule, double effect, double standardError, double units) {
    Bar bar = rule.bar(standardError, units);
    double z = effect / standardError;
    return NORMAL.survivalProbability(bar.high() - z)
        + NORMAL.cumulativeProbability(-bar.low() - z);
  }

  /// Unit variances of two arms.
  public record Variances(double control, double treatment) {}

  /// Days until `units` are in, at a steady number per day; at least one whole day.
  public static long days(double units, double unitsPerDay) {
    if (!(unitsPerDay > 0)) {
      throw new IllegalArgumentException("unitsPerDay == " + unitsPerDay + ", must be > 0");
    }
    return Math.max(1, (long) Math.ceil(units / unitsPerDay));
  }

  /// A planned comparison of equal arms, with the lift's variance by the delta method at the
  /// expected lift.
  ///
  /// @param variation squared coefficient of variation of a unit, v / m0²
  public record Plan(double variation, double unitsPerArm, Rule rule) {
    public Plan {
      if (!(variation > 0) || Double.isInfinite(variation)) {
        throw new IllegalArgumentException(
            "variation == " + variation + ", must be finite and > 0");
      }
      if (!(unitsPerArm > 0) || Double.isInfinite(unitsPerArm)) {
        throw new IllegalArgumentException(
            "unitsPerArm == " + unitsPerArm + ", must be finite and > 0");
      }
    }

    public double power(double lift) {
      return of(rule, lift, Math.sqrt(variance(lift)), 2 * unitsPerArm);
    }

    private double variance(double lift) {
      return variation / unitsPerArm * (1 + (1 + lift) * (1 + lift));
    }

    /// The smallest lift that is found with the wanted power, by search.
    public OptionalDouble smallestLift(double power) {
      Root.Curve missing = lift -> power - power(lift);
      // Power can fall again for large lifts, whose own variance grows; the first crossing counts.
      double step = 1.0 / 64;
      for (double lift = 0; lift < LARGEST_LIFT; lift += step) {
        if (missing.at(lift + step) <= 0) {
          return OptionalDouble.of(Root.between(lift, lift + step, missing));
        }
      }
      return OptionalDouble.empty();
    }

    /// The lift that exceeds its bar by the quantile of the power: of the two tails only the one
    /// that the lift is in, in closed form. Absent when no lift does.
    public OptionalDouble liftOfOneTail(double power) {
      Bar bar = rule.bar(Math.sqrt(variance(0)), 2 * unitsPerArm);
      return liftAt(bar.high() + NORMAL.inverseCumulativeProbability(power), 1);
    }

    /// As [#liftOfOneTail], in the form that rescales the standard error by radius / z and keeps z:
    /// not the power of the sequence, but what one calculator prints.
    public OptionalDouble liftRescaled(double power, double alpha) {
      double z = new Level(alpha).normalCritical();
      double radius = rule.bar(Math.sqrt(variance(0)), 2 * unitsPerArm).high();
      return liftAt(z + NORMAL.inverseCumulativeProbability(power), radius / z);
    }

    public double powerRescaled(double lift, double alpha) {
      double z = new Level(alpha).normalCritical();
      double standardError = Math.sqrt(variance(lift));
      double radius = rule.bar(standardError, 2 * unitsPerArm).high();
      return of(new Fixed(alpha), lift, standardError * radius / z, 2 * unitsPerArm);
    }

    /// The positive root of `r² = z² scale² variance(r)`.
    private OptionalDouble liftAt(double z, double scale) {
      double t = z * z * scale * scale * variation / unitsPerArm;
      double a = 1 - t;
      return z > 0 && a > 0
          ? OptionalDouble.of((t + Math.sqrt(t * (1 + a))) / a)
          : OptionalDouble.empty();
    }
  }

  /// A running experiment: a lift's standard error at the present number of units of both arms.
  public record Running(double standardError, double units, Rule rule) {
    /// Power once the sample has grown by `factor` times its present size.
    public double power(double lift, double factor) {
      double grown = 1 + factor;
      return of(rule, lift, standardError / Math.sqrt(grown), units * grown);
    }

    /// How many times the present sample is still missing; 0 when none is, absent when no sample in
    /// range is enough.
    public OptionalDouble missing(double lift, double power) {
      Root.Curve curve = factor -> power - power(lift, factor);
      if (curve.at(0) <= 0) {
        return OptionalDouble.of(0);
      }
      double enough = 1;
      while (curve.at(enough) > 0) {
        enough *= 2;
        if (enough > LARGEST_FACTOR) {
          return OptionalDouble.empty();
        }
      }
      return OptionalDouble.of(Root.between(0, enough, curve));
    }
  }
}
