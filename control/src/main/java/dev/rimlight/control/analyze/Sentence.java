package dev.rimlight.control.analyze;

import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.Comparison;
import dev.rimlight.stats.Design;
import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.HealthFinding;
import dev.rimlight.stats.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What to do, in one sentence with its numbers.
record Sentence(Design design, Analysis analysis) {

  String text() {
    Recommendation said = analysis.recommendation();
    String what =
        switch (said.code()) {
          case SHIP -> "Ship " + said.arm().orElseThrow();
          case ROLL_BACK -> "Roll back to " + said.arm().orElseThrow();
          case KEEP_RUNNING -> "Keep running";
          case YOUR_CALL -> "Your call";
          case DO_NOT_TRUST -> "Do not trust yet";
        };
    List<String> why = said.reasons().stream().map(this::because).toList();
    return what + ": " + String.join("; ", why) + ".";
  }

  private String because(Recommendation.Because reason) {
    return switch (reason) {
      case SPLIT_FAILED -> "the split is not as planned" + p(HealthFinding.Check.SPLIT);
      case TOO_MANY_CROSSED_OVER ->
          share(HealthFinding.Check.CROSSOVER) + " of the units saw more than one arm";
      case TOO_MANY_EVENTS_LOST -> share(HealthFinding.Check.LOSS) + " of the events are missing";
      case GOAL_BETTER, GOAL_WORSE -> moved(Design.Role.GOAL);
      case GUARDRAIL_WORSE -> moved(Design.Role.GUARDRAIL);
      case GUARDRAIL_OPEN -> "a loss beyond its margin is not ruled out for every guardrail";
      case TOO_EARLY ->
          "fewer than %d whole days have passed".formatted(Recommendation.MINIMUM_DAYS);
      case NO_GOAL -> "no metric is a goal";
      case COLLECTING -> "too few units to say anything about a goal";
      case NOTHING_PROVEN -> "no goal has moved beyond chance";
      case PLAN_REACHED -> "the planned size is reached";
    };
  }

  private String moved(Design.Role role) {
    List<String> moves = new ArrayList<>();
    for (Analysis.OfMetric metric : analysis.metrics()) {
      if (metric.metric().role() == role) {
        metric.comparisons().forEach(comparison -> moves.addAll(move(metric, comparison)));
      }
    }
    return moves.isEmpty() ? "a guardrail lost more than its margin" : String.join(", ", moves);
  }

  private static List<String> move(Analysis.OfMetric metric, Comparison comparison) {
    if (!(comparison.valid() instanceof Estimate estimate) || !estimate.significant()) {
      return List.of();
    }
    String verb = estimate.absolute() > 0 ? "raises" : "lowers";
    String size =
        estimate.relative().isPresent() && estimate.relativeInterval().isPresent()
            ? " by %s (%s to %s)"
                .formatted(
                    percent(Math.abs(estimate.relative().getAsDouble())),
                    percent(estimate.relativeInterval().get().low()),
                    percent(estimate.relativeInterval().get().high()))
            : "";
    return List.of("%s %s %s%s".formatted(comparison.arm(), verb, metric.metric().key(), size));
  }

  private String p(HealthFinding.Check check) {
    return analysis.health().stream()
        .filter(finding -> finding.check() == check && finding.p().isPresent())
        .map(finding -> String.format(Locale.ROOT, " (p = %.2g)", finding.p().getAsDouble()))
        .findFirst()
        .orElse("");
  }

  private String share(HealthFinding.Check check) {
    return analysis.health().stream()
        .filter(finding -> finding.check() == check)
        .map(finding -> percent(finding.share().orElse(0)))
        .findFirst()
        .orElse("");
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
  }
}
