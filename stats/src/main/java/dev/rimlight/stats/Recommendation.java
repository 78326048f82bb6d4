package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to do, from a fixed table: the first row that fits decides.
///
/// | row | code |
/// |---|---|
/// | a health check failed | do not trust yet |
/// | a treatment is better on a goal and worse on no goal or guardrail | ship after seven whole days, else keep running |
/// | one is better on a goal and worse on another metric of these, or only worse on a guardrail | your call |
/// | every treatment is worse on a goal | roll back after seven whole days, else keep running |
/// | the plan is reached and no goal has moved | your call |
/// | anything else | keep running |
///
/// Better and worse are what the horizon and the correction for many goals allow to say.
///
/// @param arm that it is about, if it is about one
public record Recommendation(Code code, Optional<String> arm, List<Because> reasons) {
  /// An effect that was seen on all days of a week is not a Sunday's.
  public static final int MINIMUM_DAYS = 7;

  public Recommendation {
    reasons = List.copyOf(reasons);
  }

  /// All that can be recommended.
  public enum Code {
    SHIP,
    ROLL_BACK,
    KEEP_RUNNING,
    YOUR_CALL,
    DO_NOT_TRUST
  }

  /// Why.
  public enum Because {
    SPLIT_FAILED,
    TOO_MANY_CROSSED_OVER,
    TOO_MANY_EVENTS_LOST,
    GOAL_BETTER,
    GOAL_WORSE,
    GUARDRAIL_WORSE,
    /// No loss beyond the margin is proven, and none is ruled out.
    GUARDRAIL_OPEN,
    /// Fewer than [#MINIMUM_DAYS] whole days.
    TOO_EARLY,
    NO_GOAL,
    /// Nothing can be judged yet.
    COLLECTING,
    NOTHING_PROVEN,
    PLAN_REACHED
  }

  static Recommendation of(
      Design design,
      Observation seen,
      List<HealthFinding> health,
      List<Analysis.OfMetric> metrics) {
    List<Because> broken = broken(health);
    if (!broken.isEmpty()) {
      return new Recommendation(Code.DO_NOT_TRUST, Optional.empty(), broken);
    }
    return new Deciding(design, seen, metrics).decide();
  }

  private static List<Because> broken(List<HealthFinding> health) {
    return health.stream()
        .filter(finding -> finding.state() == HealthFinding.State.FAILED)
        .map(finding ->
            switch (finding.check()) {
              case SPLIT, SPLIT_OF_PART -> Because.SPLIT_FAILED;
              case CROSSOVER -> Because.TOO_MANY_CROSSED_OVER;
              case LOSS -> Because.TOO_MANY_EVENTS_LOST;
            })
        .distinct()
        .toList();
  }

  /// How one treatment did on all metrics of one role.
  private record Standing(boolean better, boolean worse, boolean open) {}

  private record Deciding(Design design, Observation seen, List<Analysis.OfMetric> metrics) {

    Recommendation decide() {
      if (metrics.stream().noneMatch(metric -> metric.metric().role() == Design.Role.GOAL)) {
        return new Recommendation(Code.KEEP_RUNNING, Optional.empty(), List.of(Because.NO_GOAL));
      }
      Optional<Recommendation> winner = Optional.empty();
      double most = Double.NEGATIVE_INFINITY;
      Optional<Recommendation> mixed = Optional.empty();
      int losers = 0;
      for (Design.Arm arm : design.treatments()) {
        Standing goal = standing(arm.key(), Design.Role.GOAL);
        Standing guardrail = standing(arm.key(), Design.Role.GUARDRAIL);
        if (goal.better() && !goal.worse() && !guardrail.worse()) {
          double gain = gain(arm.key());
          if (winner.isEmpty() || gain > most) {
            most = gain;
            winner = Optional.of(ship(arm.key(), guardrail.open()));
          }
        } else if (goal.better() || guardrail.worse() && !goal.worse()) {
          mixed = mixed.or(() -> Optional.of(mixed(arm.key(), goal, guardrail)));
        } else if (goal.worse()) {
          losers++;
        }
      }
      if (winner.isPresent()) {
        return winner.get();
      }
      if (mixed.isPresent()) {
        return mixed.get();
      }
      return losers == design.treatments().size() ? rollBack() : undecided();
    }

    private boolean early() {
      return Math.floor(seen.days()) < MINIMUM_DAYS;
    }

    private Recommendation ship(String arm, boolean open) {
      List<Because> reasons = new ArrayList<>(List.of(Because.GOAL_BETTER));
      if (open) {
        reasons.add(Because.GUARDRAIL_OPEN);
      }
      if (early()) {
        reasons.add(Because.TOO_EARLY);
      }
      return new Recommendation(early() ? Code.KEEP_RUNNING : Code.SHIP, Optional.of(arm), reasons);
    }

    private Recommendation rollBack() {
      return early()
          ? new Recommendation(
              Code.KEEP_RUNNING, Optional.empty(), List.of(Because.GOAL_WORSE, Because.TOO_EARLY))
          : new Recommendation(
              Code.ROLL_BACK, Optional.of(design.control().key()), List.of(Because.GOAL_WORSE));
    }

    private static Recommendation mixed(String arm, Standing goal, Standing guardrail) {
      List<Because> reasons = new ArrayList<>();
      if (goal.better()) {
        reasons.add(Because.GOAL_BETTER);
      }
      if (goal.worse()) {
        reasons.add(Because.GOAL_WORSE);
      }
      if (guardrail.worse()) {
        reasons.add(Because.GUARDRAIL_WORSE);
      }
      return new Recommendation(Code.YOUR_CALL, Optional.of(arm), reasons);
    }

    private Recommendation undecided() {
      if (reached() && !early()) {
        return new Recommendation(
            Code.YOUR_CALL,
            Optional.empty(),
            List.of(Because.PLAN_REACHED, Because.NOTHING_PROVEN));
      }
      boolean judged =
          metrics.stream()
              .filter(metric -> metric.metric().role() == Design.Role.GOAL)
              .flatMap(metric -> metric.comparisons().stream())
              .anyMatch(comparison -> comparison.valid() instanceof Estimate);
      return new Recommendation(
          Code.KEEP_RUNNING,
          Optional.empty(),
          List.of(judged ? Because.NOTHING_PROVEN : Because.COLLECTING));
    }

    /// Whether every comparison has the units that were planned for it.
    private boolean reached() {
      double planned =
          switch (design.horizon()) {
            case Horizon.Planned(double units) -> units;
            case Horizon.Hybrid(double units, _) -> units;
            case Horizon.Anytime _, Horizon.Fixed _ -> Double.POSITIVE_INFINITY;
          };
      long control = seen.units().getOrDefault(design.control().key(), 0L);
      return design.treatments().stream()
          .allMatch(arm -> control + seen.units().getOrDefault(arm.key(), 0L) >= planned);
    }

    private Standing standing(String arm, Design.Role role) {
      boolean better = false;
      boolean worse = false;
      boolean open = false;
      for (Analysis.OfMetric metric : metrics) {
        if (metric.metric().role() != role) {
          continue;
        }
        for (Comparison comparison : metric.comparisons()) {
          if (!comparison.arm().equals(arm)) {
            continue;
          }
          Optional<Boolean> proven = proven(metric.metric().direction(), comparison);
          better |= proven.orElse(false);
          worse |=
              proven.isPresent() && !proven.get()
                  || comparison.guardrail().equals(Optional.of(Guardrail.FAIL));
          open |= comparison.guardrail().equals(Optional.of(Guardrail.INCONCLUSIVE));
        }
      }
      return new Standing(better, worse, open);
    }

    /// Whether it got better, if anything is proven after the correction.
    private static Optional<Boolean> proven(Direction direction, Comparison comparison) {
      Result result =
          comparison.corrected().map(Comparison.Corrected::result).orElse(comparison.valid());
      if (!(result instanceof Estimate estimate) || !estimate.significant()) {
        return Optional.empty();
      }
      return Optional.of(direction.provenBy(estimate.absoluteInterval()));
    }

    /// How far the first goal moved in its direction, to choose among several winners.
    private double gain(String arm) {
      Analysis.OfMetric goal =
          metrics.stream()
              .filter(metric -> metric.metric().role() == Design.Role.GOAL)
              .findFirst()
              .orElseThrow();
      for (Comparison comparison : goal.comparisons()) {
        if (comparison.arm().equals(arm) && comparison.valid() instanceof Estimate estimate) {
          return goal.metric().direction() == Direction.INCREASE
              ? estimate.absolute()
              : -estimate.absolute();
        }
      }
      return Double.NEGATIVE_INFINITY;
    }
  }
}
