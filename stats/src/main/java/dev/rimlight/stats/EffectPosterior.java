package dev.rimlight.stats;

/// What is believed of an effect after the data: normal. Its chance to win is not safe under
/// peeking.
public record EffectPosterior(double mean, double deviation) {

  public static EffectPosterior of(Effect effect, EffectPrior prior) {
    double precision = 1 / (effect.standardError() * effect.standardError());
    return switch (prior) {
      case EffectPrior.Flat() -> new EffectPosterior(effect.estimate(), effect.standardError());
      case EffectPrior.Normal(double mean, double variance) -> {
        double total = precision + 1 / variance;
        yield new EffectPosterior(
            (effect.estimate() * precision + mean / variance) / total, 1 / Math.sqrt(total));
      }
    };
  }

  public Interval interval(double alpha) {
    double reach = new Level(alpha).normalCritical() * deviation;
    return new Interval(mean - reach, mean + reach);
  }

  public double chanceToWin(Direction direction) {
    return switch (direction) {
      case INCREASE -> Gaussian.below(mean / deviation);
      case DECREASE -> Gaussian.above(mean / deviation);
    };
  }

  /// What is lost on average by taking the treatment: by how much it is worse, and 0 when it is
  /// better.
  public double riskOfTreatment(Direction direction) {
    return switch (direction) {
      case INCREASE -> expectedExcess(-mean);
      case DECREASE -> expectedExcess(mean);
    };
  }

  /// What is lost on average by staying with the control.
  public double riskOfControl(Direction direction) {
    return switch (direction) {
      case INCREASE -> expectedExcess(mean);
      case DECREASE -> expectedExcess(-mean);
    };
  }

  /// E[max(d, 0)] of a normal d around `center`.
  private double expectedExcess(double center) {
    double z = center / deviation;
    double excess = deviation * Gaussian.density(z) + center * Gaussian.below(z);
    return Math.max(0, excess);
  }
}
