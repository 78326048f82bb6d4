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
import dev.rimlight.core.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What to do, from a fixed table: the first row that fits decides.
///
/// | row | code |
/// |---|---|
/// | not started | draft |
/// | flag killed | killed |
/// | a health check failed | do_not_trust |
/// | stopped | stopped |
/// | a variant is better on a goal and worse on no goal or guardrail | ship after seven whole days, else keep_running |
/// | a variant is better on a goal and worse on another metric of these, or only worse on a guardrail | your_call |
/// | every variant is worse on a goal | roll_back after seven whole days, else keep_running |
/// | no goal can be judged yet | collecting |
/// | anything else | keep_running |
///
/// Better and worse are the always-valid verdicts.
final class Recommending {
  static final long MIN_DAYS = 7;

  private final Observed observed;
  private final List<HealthCheck> health;
  private final List<MetricResult> metrics;

  Recommending(Observed observed, List<HealthCheck> health, List<MetricResult> metrics) {
    this.observed = observed;
    this.health = health;
    this.metrics = metrics;
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
    List<String> worse = new ArrayList<>();
    Optional<String> mixed = Optional.empty();
    Optional<String> best = Optional.empty();
    for (Share share : observed.treatments()) {
      String variant = share.variant();
      boolean better = has(variant, Metric.Role.GOAL, Verdict.BETTER);
      boolean harms = has(variant, Metric.Role.GUARDRAIL, Verdict.WORSE);
      boolean loses = has(variant, Metric.Role.GOAL, Verdict.WORSE);
      if (harms && !loses || better && loses) {
        mixed = mixed.or(() -> Optional.of(variant));
      } else if (better) {
        best = best.isEmpty() || lift(variant) > lift(best.get()) ? Optional.of(variant) : best;
      } else if (loses) {
        worse.add(variant);
      }
    }
    if (best.isPresent()) {
      return winner(best.get());
    }
    if (mixed.isPresent()) {
      return decision(
          Code.YOUR_CALL,
          "Your call",
          effects()
              + " "
              + observed.letter(mixed.get())
              + " wins in one place and loses in another.",
          mixed.get());
    }
    if (worse.size() == observed.treatments().size()) {
      return losers();
    }
    return undecided();
  }

  private Decision winner(String variant) {
    String letter = observed.letter(variant);
    return longEnough()
        ? decision(Code.SHIP, "Ship " + letter, effects(), variant)
        : keepRunning("%s %s is ahead.".formatted(effects(), letter));
  }

  private Decision losers() {
    return longEnough()
        ? decision(Code.ROLL_BACK, "Roll back to A", effects(), observed.control())
        : keepRunning(effects() + " A is ahead.");
  }

  private Decision undecided() {
    boolean ready =
        goals().stream()
            .flatMap(goal -> goal.comparisons().stream())
            .anyMatch(comparison -> comparison.verdict() != Verdict.COLLECTING);
    if (goals().isEmpty()) {
      return keepRunning("No metric is a goal, so nothing can be recommended.");
    }
    return ready
        ? keepRunning(effects())
        : decision(
            Code.COLLECTING,
            "Collecting",
            "%s so far: too few to say anything about the goal."
                .formatted(Words.count(observed.exposedUnits(), "visitor")),
            null);
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

  private boolean longEnough() {
    return observed.wholeDays() >= MIN_DAYS;
  }

  private List<MetricResult> goals() {
    String goal = Metric.word(Metric.Role.GOAL);
    return metrics.stream().filter(metric -> metric.role().equals(goal)).toList();
  }

  private boolean has(String variant, Metric.Role role, Verdict verdict) {
    String word = Metric.word(role);
    return metrics.stream()
        .filter(metric -> metric.role().equals(word))
        .flatMap(metric -> metric.comparisons().stream())
        .anyMatch(
            comparison -> comparison.variant().equals(variant) && comparison.verdict() == verdict);
  }

  /// How far the first goal moved in its direction, to choose among several winners.
  private double lift(String variant) {
    MetricResult goal = goals().getFirst();
    for (Comparison comparison : goal.comparisons()) {
      Span absolute = comparison.always().absolute();
      if (comparison.variant().equals(variant) && absolute != null) {
        return goal.direction().equals("increase") ? absolute.estimate() : -absolute.estimate();
      }
    }
    return Double.NEGATIVE_INFINITY;
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

  private static Decision decision(
      Code code, String headline, String text, @Nullable String variant) {
    return new Decision(code, headline, text, variant);
  }
}
