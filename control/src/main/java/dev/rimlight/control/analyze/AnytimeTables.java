package dev.rimlight.control.analyze;

import dev.rimlight.stats.AnytimeInterval;
import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.Effect;
import dev.rimlight.stats.EffectResult;
import dev.rimlight.stats.MixtureRatio;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.SequenceMixture;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What stays true however often somebody looks.
final class AnytimeTables {
  private AnytimeTables() {}

  static Map<String, Object> mixtureRatio(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double x = input.number("mean_x");
    double y = input.number("mean_y");
    double variance =
        switch (input.text("distribution")) {
          case "normal" -> 2 * input.number("sigma") * input.number("sigma");
          case "bernoulli" -> spread("mean_x", x) + spread("mean_y", y);
          default ->
              throw new Refused(
                  "input.distribution == " + node.get("distribution") + ", is not known");
        };
    double difference = x - y - input.number("theta0", 0);
    return switch (MixtureRatio.of(
        input.count("n_per_arm"), difference, variance, input.number("tau"))) {
      case MixtureRatio ratio ->
          new Answer()
              .with("likelihood_ratio", ratio.value())
              .with("p_value_now", ratio.p())
              .members();
      case Refusal refusal -> throw Answer.whole(refusal);
    };
  }

  private static double spread(String name, double proportion) {
    if (proportion < 0 || proportion > 1) {
      throw new Refused("input." + name + " == " + proportion + ", must be in 0..1");
    }
    return proportion * (1 - proportion);
  }

  static Map<String, Object> confidenceSequence(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    double alpha = input.number("alpha");
    double tuning = input.number("sequential_tuning_parameter");
    ArmInput arms = ArmInput.of(input);
    if (arms.absolute() instanceof Refusal refusal) {
      throw Answer.whole(refusal);
    }
    Sequence twoSided = effect -> ConfidenceSequence.twoSided(effect, arms.units(), alpha, tuning);
    Sequence below = effect -> ConfidenceSequence.below(effect, arms.units(), alpha, tuning);
    Sequence above = effect -> ConfidenceSequence.above(effect, arms.units(), alpha, tuning);
    return new Answer()
        .with("two_sided_relative", sequence(arms.relative(), twoSided))
        .with("two_sided_absolute", sequence(arms.absolute(), twoSided))
        .with("one_sided_lesser_relative", sequence(arms.relative(), below))
        .with("one_sided_greater_relative", sequence(arms.relative(), above))
        .with("rho_two_sided", SequenceMixture.twoSided(alpha, tuning).rho())
        .with("rho_one_sided", SequenceMixture.oneSided(alpha, tuning).rho())
        .members();
  }

  @FunctionalInterface
  private interface Sequence {
    AnytimeInterval of(Effect effect);
  }

  private static Map<String, Object> sequence(EffectResult result, Sequence sequence) {
    return switch (result) {
      case Effect effect -> {
        AnytimeInterval anytime = sequence.of(effect);
        yield new Answer()
            .with("estimate", effect.estimate())
            .with("standard_error", effect.standardError())
            .with("ci_lower", anytime.interval().low())
            .with("ci_upper", anytime.interval().high())
            .with("p_value", anytime.p())
            .without("error")
            .members();
      }
      case Refusal refusal -> Answer.refused(refusal);
    };
  }
}
