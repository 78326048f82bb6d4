package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.Decision;
import dev.rimlight.control.results.Results.Decision.Code;
import dev.rimlight.control.results.Results.HealthCheck;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Span;
import dev.rimlight.control.results.Results.Verdict;
import dev.rimlight.stats.Recommendation;
import dev.rimlight.stats.Recommendation.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to do. A draft, a killed flag, a failed check and a stopped experiment come first; the rest
/// is the table of [Recommendation], in words.
final class Recommending {
  static final long MIN_DAYS = Recommendation.MINIMUM_DAYS;

  private final Observed observed;
  private final List<HealthCheck> health;
  private final List<MetricResult> metrics;
  private final Recommendation said;

  Recommending(
      Observed observed,
      List<HealthCheck> health,
      List<MetricResult> metrics,
      Recommendation said) {
    this.observed = observed;
    this.health = health;
    this.metrics = metrics;
    this.said = said;
  }

  Decision decide() {
    if (observed.trial().status() == Trial.Status.DRAFT || observed.startedAt().isEmpty()) {
      return decision(
          Code.DRAFT, "Not started", "Set it to running and publish to start it.", null);
    }
    if (observed.killed()) {
      return decision(
          Code.KILLED,
          "Killed",
          "Flag %s is killed: everybody gets its off variant, and nobody new takes part."
              .formatted(observed.trial().experiment().flag()),
          null);
    }
    Optional<HealthCheck> failed =
        health.stream().filter(check -> check.state() == HealthCheck.State.FAILED).findFirst();
    if (failed.isPresent()) {
      return decision(
          Code.DO_NOT_TRUST,
          "Do not trust yet",
          "%s: %s Until this is explained, no number below means anything."
              .formatted(failed.get().title(), failed.get().detail()),
          null);
    }
    if (observed.trial().status() == Trial.Status.STOPPED) {
      return decision(Code.STOPPED, "Stopped", effects(), null);
    }
    return running();
  }

  private Decision running() {
    return switch (said.code()) {
      case SHIP -> {
        String variant = said.arm().orElseThrow();
        yield decision(Code.SHIP, "Ship " + observed.letter(variant), effects() + open(), variant);
      }
      case ROLL_BACK -> decision(Code.ROLL_BACK, "Roll back to A", effects(), observed.control());
      case YOUR_CALL -> yourCall();
      // The failed check was found above; this one may be a part of a dimension.
      case DO_NOT_TRUST ->
          decision(
              Code.DO_NOT_TRUST,
              "Do not trust yet",
              "The health checks say that nothing below means anything.",
              null);
      case KEEP_RUNNING -> keepRunning();
    };
  }

  private String open() {
    return said.reasons().contains(Because.GUARDRAIL_OPEN)
        ? " A loss beyond its margin is not ruled out for every guardrail."
        : "";
  }

  private Decision yourCall() {
    if (said.arm().isEmpty()) {
      return decision(
          Code.YOUR_CALL,
          "Your call",
          effects() + " The planned size is reached and no goal has moved beyond chance.",
          null);
    }
    String variant = said.arm().get();
    String letter = observed.letter(variant);
    String conflict =
        said.reasons().contains(Because.GOAL_BETTER)
            ? "%s wins in one place and loses in another.".formatted(letter)
            : "%s loses more than a guardrail bears.".formatted(letter);
    return decision(Code.YOUR_CALL, "Your call", effects() + " " + conflict, variant);
  }

  private Decision keepRunning() {
    if (said.reasons().contains(Because.NO_GOAL)) {
      return keepRunning("No metric is a goal, so nothing can be recommended.");
    }
    if (said.reasons().contains(Because.COLLECTING)) {
      return decision(
          Code.COLLECTING,
          "Collecting",
          "%s so far: too few to say anything about the goal."
              .formatted(Words.count(observed.exposedUnits(), "visitor")),
          null);
    }
    if (said.arm().isPresent()) {
      return keepRunning("%s %s is ahead.".formatted(effects(), observed.letter(said.arm().get())));
    }
    return keepRunning(
        said.reasons().contains(Because.GOAL_WORSE) ? effects() + " A is ahead." : effects());
  }

  private Decision keepRunning(String text) {
    long left = MIN_DAYS - observed.wholeDays();
    String headline =
        left > 0 ? "Keep running (%s)".formatted(Words.count(left, "more day")) : "Keep running";
    String missing =
        left > 0
            ? " %d of %d whole days have passed.".formatted(observed.wholeDays(), MIN_DAYS)
            : "";
    return decision(Code.KEEP_RUNNING, headline, text + missing, null);
  }

  private List<MetricResult> goals() {
    String goal = Metric.word(Metric.Role.GOAL);
    return metrics.stream().filter(metric -> metric.role().equals(goal)).toList();
  }

  /// The first goal in words, for every variant.
  private String effects() {
    if (goals().isEmpty()) {
      return "No metric is a goal.";
    }
    MetricResult goal = goals().getFirst();
    return String.join(
        " ", goal.comparisons().stream().map(comparison -> effect(goal, comparison)).toList());
  }

  private String effect(MetricResult goal, Comparison comparison) {
    String letter = observed.letter(comparison.variant());
    Span relative = comparison.always().relative();
    Span absolute = comparison.always().absolute();
    if (absolute == null) {
      return "%s: too few visitors to say anything about %s.".formatted(letter, goal.name());
    }
    String how =
        switch (comparison.verdict()) {
          case BETTER, WORSE -> absolute.estimate() > 0 ? "raises" : "lowers";
          case UNCLEAR, COLLECTING -> "shows no clear change of";
        };
    String size = relative == null ? "" : relative(relative, comparison.verdict());
    return "%s %s %s%s.".formatted(letter, how, goal.name(), size);
  }

  private static String relative(Span relative, Verdict verdict) {
    String interval = Words.interval(relative) + " at 95%, valid at every look";
    return verdict == Verdict.UNCLEAR
        ? ": %s (%s)".formatted(Words.signed(relative.estimate()), interval)
        : " by %s (%s)".formatted(Words.percent(Math.abs(relative.estimate())), interval);
  }

  private Decision decision(Code code, String headline, String text, @Nullable String variant) {
    List<String> reasons =
        switch (code) {
          case SHIP, ROLL_BACK, YOUR_CALL, KEEP_RUNNING, COLLECTING, DO_NOT_TRUST ->
              said.reasons().stream().map(Metric::word).toList();
          case DRAFT, KILLED, STOPPED -> List.of();
        };
    return new Decision(code, headline, text, variant, reasons);
  }
}
