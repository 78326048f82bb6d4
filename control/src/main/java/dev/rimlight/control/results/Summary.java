package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.Decision;
import dev.rimlight.control.results.Results.HealthCheck;
import dev.rimlight.control.results.Results.Judgement;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Span;
import dev.rimlight.control.results.Results.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a list shows of an experiment's results: the schema Summary of spec/openapi.yaml.
///
/// @param health the gravest of all checks
public record Summary(
    long asOf,
    long exposedUnits,
    HealthCheck.State health,
    Decision.Code decision,
    String headline,
    @Nullable Goal goal) {

  /// The first goal under one variant: the one that the decision is about, else the first.
  public record Goal(
      String metric,
      String name,
      String variant,
      Verdict verdict,
      @Nullable String reason,
      @Nullable Span relative) {}

  private static final List<HealthCheck.State> GRAVEST_FIRST =
      List.of(
          HealthCheck.State.FAILED,
          HealthCheck.State.WARNING,
          HealthCheck.State.COLLECTING,
          HealthCheck.State.OK);

  static Summary of(Results results) {
    return new Summary(
        results.asOf(),
        results.exposedUnits(),
        gravest(results.health()),
        results.decision().code(),
        results.decision().headline(),
        goal(results).orElse(null));
  }

  private static HealthCheck.State gravest(List<HealthCheck> health) {
    return GRAVEST_FIRST.stream()
        .filter(state -> health.stream().anyMatch(check -> check.state() == state))
        .findFirst()
        .orElse(HealthCheck.State.COLLECTING);
  }

  private static Optional<Goal> goal(Results results) {
    String role = Metric.word(Metric.Role.GOAL);
    return results.metrics().stream()
        .filter(metric -> metric.role().equals(role))
        .findFirst()
        .flatMap(goal -> about(results.decision(), goal).map(comparison -> goal(goal, comparison)));
  }

  private static Optional<Comparison> about(Decision decision, MetricResult goal) {
    return goal.comparisons().stream()
        .filter(comparison -> Objects.equals(comparison.variant(), decision.variant()))
        .findFirst()
        .or(() -> goal.comparisons().stream().findFirst());
  }

  private static Goal goal(MetricResult goal, Comparison comparison) {
    Judgement always = comparison.always();
    return new Goal(
        goal.metric(),
        goal.name(),
        comparison.variant(),
        comparison.verdict(),
        always.reason(),
        always.relative());
  }
}
