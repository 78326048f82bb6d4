package dev.rimlight.stats;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.Trigamma;

/// What is believed of a proportion after the data, exactly: a beta distribution. Right for rare
/// events too, where a normal posterior is not.
public record BetaPosterior(double alpha, double beta) {
  public BetaPosterior {
    if (!(alpha > 0 && beta > 0) || Double.isInfinite(alpha + beta)) {
      throw new IllegalArgumentException(
          "alpha, beta == " + alpha + ", " + beta + ", must be finite and > 0");
    }
  }

  /// A prior of Jeffreys is 0.5, 0.5.
  public static BetaPosterior of(long units, long successes, double priorAlpha, double priorBeta) {
    if (successes < 0 || successes > units) {
      throw new IllegalArgumentException("successes == " + successes + ", must be in 0.." + units);
    }
    return new BetaPosterior(priorAlpha + successes, priorBeta + (units - successes));
  }

  public double mean() {
    return alpha / (alpha + beta);
  }

  /// The proportion that is exceeded with probability 1 - p.
  public double quantile(double p) {
    return proportion(logit(p));
  }

  /// Equal tails of half of `level` on both sides.
  public Interval interval(double level) {
    new Level(level);
    return new Interval(quantile(level / 2), proportion(upperLogit(level / 2)));
  }

  /// Mean and spread of the logit, by the moments of the logarithms of gamma variables; for few
  /// counts the lower tail is longer than a normal one and falls like `exp(alpha x)`.
  double logitCenter() {
    return Math.log(alpha / beta);
  }

  double logitDeviation() {
    return Math.sqrt(Trigamma.value(alpha) + Trigamma.value(beta));
  }

  /// Density of the logit: that of the proportion times t (1 - t).
  double logitDensity(double x) {
    return Math.exp(alpha * logOfProportion(x) + beta * logOfProportion(-x) - logBeta());
  }

  double below(double x) {
    return x <= 0
        ? RegularizedBeta.value(proportion(x), alpha, beta)
        : RegularizedBeta.complement(proportion(-x), beta, alpha);
  }

  double above(double x) {
    return x <= 0
        ? RegularizedBeta.complement(proportion(x), alpha, beta)
        : RegularizedBeta.value(proportion(-x), beta, alpha);
  }

  private double logBeta() {
    return LogBeta.value(alpha, beta);
  }

  private double logit(double p) {
    return search(x -> Math.log(below(x)) - Math.log(p), 1);
  }

  private double upperLogit(double p) {
    return search(x -> Math.log(above(x)) - Math.log(p), -1);
  }

  /// Where a tail has a given probability. The curve rises with `x * direction`; on the scale of
  /// logits and of the tail's logarithm it is nearly straight.
  private double search(Root.Curve curve, int direction) {
    double step = logitDeviation() * direction;
    double inside = logitCenter();
    while (curve.at(inside) > 0) {
      inside -= step;
    }
    double outside = inside + step;
    while (curve.at(outside) <= 0) {
      outside += step;
    }
    return Root.between(outside, inside, curve);
  }

  static double proportion(double logit) {
    return logit < 0 ? Math.exp(logit) / (1 + Math.exp(logit)) : 1 / (1 + Math.exp(-logit));
  }

  private static double logOfProportion(double logit) {
    return -(logit < 0 ? Math.log1p(Math.exp(logit)) - logit : Math.log1p(Math.exp(-logit)));
  }
}
