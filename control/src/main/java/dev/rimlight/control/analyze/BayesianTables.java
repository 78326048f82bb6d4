package dev.rimlight.control.analyze;

import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.BetaComparison;
import dev.rimlight.stats.BetaPosterior;
import dev.rimlight.stats.Direction;
import dev.rimlight.stats.Effect;
import dev.rimlight.stats.EffectPosterior;
import dev.rimlight.stats.EffectPrior;
import dev.rimlight.stats.EffectResult;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.ThompsonSampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Posteriors: of effects, of proportions, and of the arms of a bandit.
final class BayesianTables {
  private static final double CREDIBLE_ALPHA = 0.05;

  private BayesianTables() {}

  static Map<String, Object> effect(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double alpha = input.number("alpha");
    Direction direction = direction(input);
    EffectPrior prior = prior(input.object("prior"));
    ArmInput arms = ArmInput.of(input);
    if (arms.absolute() instanceof Refusal refusal) {
      throw Answer.whole(refusal);
    }
    EffectPrior ofAbsolute = prior.scaled(arms.controlMean());
    return new Answer()
        .with("relative", posterior(arms.relative(), prior, direction, alpha))
        .with("absolute", posterior(arms.absolute(), ofAbsolute, direction, alpha))
        .members();
  }

  private static EffectPrior prior(CaseInput prior) {
    if (prior.has("scale") && !prior.text("scale").equals("relative")) {
      throw new Refused("input.prior.scale == \"" + prior.text("scale") + "\", is not known");
    }
    return prior.flag("proper")
        ? new EffectPrior.Normal(prior.number("mean"), prior.number("variance"))
        : new EffectPrior.Flat();
  }

  private static Map<String, Object> posterior(
      EffectResult result, EffectPrior prior, Direction direction, double alpha) {
    return switch (result) {
      case Effect effect -> {
        EffectPosterior posterior = EffectPosterior.of(effect, prior);
        Interval interval = posterior.interval(alpha);
        yield new Answer()
            .with("estimate", posterior.mean())
            .with("ci_lower", interval.low())
            .with("ci_upper", interval.high())
            .with("chance_to_win", posterior.chanceToWin(direction))
            .with("risk_choose_control", posterior.riskOfControl(direction))
            .with("risk_choose_treatment", posterior.riskOfTreatment(direction))
            .with("posterior_sd", posterior.deviation())
            .without("error")
            .members();
      }
      case Refusal refusal -> Answer.refused(refusal);
    };
  }

  private static Direction direction(CaseInput input) {
    return input.flag("inverse") ? Direction.DECREASE : Direction.INCREASE;
  }

  static Map<String, Object> betaBinomial(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    BetaPosterior control = beta(input.object("control"), input);
    BetaPosterior treatment = beta(input.object("treatment"), input);
    BetaComparison comparison = BetaComparison.of(control, treatment);
    return new Answer()
        .with("prob_treatment_better", comparison.treatmentBetter())
        .with("expected_loss_choose_treatment", comparison.lossOfTreatment())
        .with("expected_loss_choose_control", comparison.lossOfControl())
        .with("posterior_mean_control", control.mean())
        .with("posterior_mean_treatment", treatment.mean())
        .with("cri95_control", ends(control.interval(CREDIBLE_ALPHA)))
        .with("cri95_treatment", ends(treatment.interval(CREDIBLE_ALPHA)))
        .members();
  }

  private static BetaPosterior beta(CaseInput arm, CaseInput prior) {
    return BetaPosterior.of(
        arm.count("n"), arm.count("sum"), prior.number("prior_alpha"), prior.number("prior_beta"));
  }

  private static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  /// The prior is on the mean of an arm. The table's tool draws samples; its members `_mc` have our
  /// integrals too, which they estimate.
  static Map<String, Object> bandit(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    CaseInput prior = input.object("prior");
    EffectPrior belief = new EffectPrior.Normal(prior.number("mean"), prior.number("variance"));
    List<EffectPosterior> arms = input.elements("arms", arm -> armPosterior(arm, belief));
    double[] best = ThompsonSampling.bestArm(arms, direction(input));
    double[] weights = ThompsonSampling.weights(best, input.number("min_weight"));
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (EffectPosterior arm : arms) {
      means.add(arm.mean());
      deviations.add(arm.deviation());
    }
    return new Answer()
        .with("posterior_mean", means)
        .with("posterior_sd", deviations)
        .with("best_arm_probability_exact", best)
        .with("weights_exact", weights)
        .with("gbstats_best_arm_probability_mc", best)
        .with("gbstats_weights_mc", weights)
        .members();
  }

  private static EffectPosterior armPosterior(CaseInput arm, EffectPrior belief) {
    Moments moments = ArmInput.mean(arm);
    if (moments.units() < ThompsonSampling.MINIMUM_UNITS) {
      throw new Refused("TOO_FEW_UNITS");
    }
    ArmMean mean = ArmMean.of(Kind.MEAN, moments);
    if (!(mean.unitVariance() > 0)) {
      throw new Refused("NO_VARIANCE");
    }
    double standardError = Math.sqrt(mean.unitVariance() / mean.units());
    return EffectPosterior.of(new Effect(mean.mean(), standardError), belief);
  }
}
