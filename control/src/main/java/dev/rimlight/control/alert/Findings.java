package dev.rimlight.control.alert;

import dev.rimlight.control.alert.Finding.Rule;
import dev.rimlight.control.alert.Finding.Severity;
import dev.rimlight.control.document.OnHarm;
import dev.rimlight.control.publish.EdgeState;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.results.Harm;
import dev.rimlight.control.results.Results;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What the results of an experiment and the state of edges say that needs somebody.
///
/// Verdicts are those of the always-valid judgement: looking every few seconds does not make them
/// wrong more often.
final class Findings {
  /// So long an edge may be behind, or out of reach, before somebody is told.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Findings() {}

  static List<Finding> of(Results results, OnHarm policy) {
    List<Finding> findings = new ArrayList<>();
    String subject = "experiment " + results.experiment();
    for (Results.HealthCheck check : results.health()) {
      if (check.state() == Results.HealthCheck.State.FAILED) {
        findings.add(
            new Finding(
                check.check().equals("loss") ? Rule.EVENTS : Rule.HEALTH,
                subject + ", " + check.check(),
                Severity.WARNING,
                "Experiment %s, %s: %s"
                    .formatted(
                        results.experiment(),
                        check.title().toLowerCase(Locale.ROOT),
                        check.detail()),
                Optional.empty()));
      }
    }
    for (Results.MetricResult metric : results.metrics()) {
      for (Results.Comparison comparison : metric.comparisons()) {
        harm(results, metric, comparison, policy).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /// Of what every experiment is watched for.
  static List<Finding> of(Results results, List<Harm> harms, OnHarm policy) {
    return harms.stream()
        .map(harm ->
            new Finding(
                Rule.GUARDRAIL,
                "experiment %s, %s under %s"
                    .formatted(results.experiment(), harm.check(), harm.variant()),
                Severity.CRITICAL,
                "Experiment %s: %s.".formatted(results.experiment(), harm.words()),
                killed(results, policy)))
        .toList();
  }

  private static Optional<String> killed(Results results, OnHarm policy) {
    return policy == OnHarm.KILL ? Optional.of(results.flag()) : Optional.empty();
  }

  private static Optional<Finding> harm(
      Results results, Results.MetricResult metric, Results.Comparison comparison, OnHarm policy) {
    boolean failed = "fail".equals(comparison.guardrail());
    boolean worse = metric.role().equals("goal") && comparison.verdict() == Results.Verdict.WORSE;
    if (!failed && !worse) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            failed ? Rule.GUARDRAIL : Rule.GOAL,
            "experiment %s, %s under %s"
                .formatted(results.experiment(), metric.metric(), comparison.variant()),
            Severity.CRITICAL,
            "Experiment %s: %s %s under variant %s%s."
                .formatted(
                    results.experiment(),
                    metric.name(),
                    failed ? "is past its limit" : "is worse",
                    comparison.variant(),
                    change(comparison)),
            killed(results, policy)));
  }

  private static String change(Results.Comparison comparison) {
    Results.Span relative = comparison.always().relative();
    return relative == null
        ? ""
        : String.format(Locale.ROOT, ", by %+.1f %%", 100 * relative.estimate());
  }

  /// Of what is due and could not be published.
  static List<Finding> ofOverdue(List<Governance.Shown> due, long now) {
    return due.stream()
        .filter(request ->
            request.publishAt() != null && now - request.publishAt() >= PATIENCE.toMillis())
        .map(request ->
            new Finding(
                Rule.SCHEDULE,
                "request " + request.number(),
                Severity.WARNING,
                "Request %d of %s was to be published at %s and waits%s."
                    .formatted(
                        request.number(),
                        request.madeBy(),
                        Instant.ofEpochMilli(Objects.requireNonNull(request.publishAt())),
                        request.moved()
                            ? ": a draft has changed since it was made"
                            : request.state().equals("waiting")
                                ? ": it has %d of %d approvals"
                                    .formatted(request.approvals().size(), request.needed())
                                : ""),
                Optional.empty()))
        .toList();
  }

  /// Of edges that have had the time to catch up.
  static List<Finding> of(List<EdgeState> edges, Duration sinceChange) {
    if (sinceChange.compareTo(PATIENCE) < 0) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (EdgeState edge : edges) {
      String what =
          switch (edge.state()) {
            case CURRENT -> "";
            case BEHIND -> "runs something old";
            case UNREACHABLE -> "cannot be reached";
          };
      if (!what.isEmpty()) {
        findings.add(
            new Finding(
                Rule.EDGE,
                "edge " + edge.edge(),
                Severity.CRITICAL,
                "Edge %s %s%s."
                    .formatted(edge.edge(), what, edge.error() == null ? "" : ": " + edge.error()),
                Optional.empty()));
      }
    }
    return findings;
  }
}
