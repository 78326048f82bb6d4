package dev.rimlight.stats;

import java.util.Optional;

/// What a Bayesian would say of a treatment. Not safe under peeking: whoever looks often and stops
/// at a good moment sees chances that are too good.
///
/// @param toWin P(better), in the metric's direction
/// @param lossOfTreatment what is lost on average by taking the treatment, in the metric's unit
/// @param lossOfControl what is lost on average by staying with the control
/// @param exact from the proportions' own posteriors instead of a normal one
public record Chance(double toWin, double lossOfTreatment, double lossOfControl, boolean exact) {

  /// Below so many successes or failures a normal posterior is not right; the exact one has
  /// Jeffreys' prior.
  private static final long RARE = 20;

  private static final double JEFFREYS = 0.5;

  static Optional<Chance> of(
      Design.Metric metric, Sample control, Sample treatment, ContrastResult result) {
    if (control instanceof Sample.OfUnits(Kind kind, JointMoments first, _)
        && kind == Kind.PROPORTION
        && treatment instanceof Sample.OfUnits(_, JointMoments second, _)
        && (rare(first) || rare(second))) {
      return Optional.of(exact(metric.direction(), first, second));
    }
    return result instanceof Contrast contrast
        ? Optional.of(normal(metric, contrast))
        : Optional.empty();
  }

  private static boolean rare(JointMoments arm) {
    long successes = successes(arm);
    return Math.min(successes, arm.units() - successes) < RARE;
  }

  private static long successes(JointMoments arm) {
    return Math.round(arm.mean(0) * arm.units());
  }

  private static Chance exact(Direction direction, JointMoments control, JointMoments treatment) {
    BetaComparison compared = BetaComparison.of(posterior(control), posterior(treatment));
    return switch (direction) {
      case INCREASE ->
          new Chance(
              compared.treatmentBetter(),
              compared.lossOfTreatment(),
              compared.lossOfControl(),
              true);
      case DECREASE ->
          new Chance(
              1 - compared.treatmentBetter(),
              compared.lossOfControl(),
              compared.lossOfTreatment(),
              true);
    };
  }

  private static BetaPosterior posterior(JointMoments arm) {
    return BetaPosterior.of(arm.units(), successes(arm), JEFFREYS, JEFFREYS);
  }

  private static Chance normal(Design.Metric metric, Contrast contrast) {
    Effect effect = new Effect(contrast.difference(), Math.sqrt(contrast.differenceVariance()));
    EffectPrior prior = metric.prior().scaled(contrast.controlMean());
    EffectPosterior posterior = EffectPosterior.of(effect, prior);
    return new Chance(
        posterior.chanceToWin(metric.direction()),
        posterior.riskOfTreatment(metric.direction()),
        posterior.riskOfControl(metric.direction()),
        false);
  }
}
