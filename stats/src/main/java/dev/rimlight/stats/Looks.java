package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;

/// One comparison that is looked at again and again: what is said at each look. What is said at one
/// of them depends on those before it, never on those after.
public final class Looks {
  private Looks() {}

  /// Both arms, with everything seen until then.
  public record Look(Sample control, Sample treatment) {
    double units() {
      return (double) control.units() + treatment.units();
    }
  }

  public static List<Result> judge(Horizon horizon, List<Look> looks, double alpha) {
    double level = new Level(alpha).alpha();
    return switch (horizon) {
      case Horizon.Anytime(double tuning) ->
          looks.stream()
              .map(look ->
                  ConfidenceSequence.compare(look.control(), look.treatment(), level, tuning))
              .toList();
      case Horizon.Planned(double planned) -> planned(planned, looks, level);
      case Horizon.Hybrid(double planned, double tuning) -> hybrid(planned, tuning, looks, level);
      case Horizon.Fixed() ->
          looks.stream()
              .map(look -> FixedHorizon.compare(look.control(), look.treatment(), level))
              .toList();
    };
  }

  /// What is said at the last of several looks, when of the earlier ones no more is known than when
  /// they were.
  ///
  /// @param earlierFractions of the plan, rising; only a planned horizon asks
  static Result now(Horizon horizon, Look look, double alpha, List<Double> earlierFractions) {
    return switch (horizon) {
      case Horizon.Planned(double planned) -> {
        double[] fractions = new double[earlierFractions.size() + 1];
        for (int earlier = 0; earlier < earlierFractions.size(); earlier++) {
          fractions[earlier] = earlierFractions.get(earlier);
        }
        fractions[earlierFractions.size()] = look.units() / planned;
        double[] apart = apart(fractions);
        yield GroupSequential.spending(new Spending.OBrienFleming(), alpha / 2, apart, true)
            .compare(look.control(), look.treatment(), earlierFractions.size());
      }
      case Horizon.Anytime _, Horizon.Hybrid _, Horizon.Fixed _ ->
          judge(horizon, List.of(look), alpha).getFirst();
    };
  }

  private static List<Result> planned(double planned, List<Look> looks, double alpha) {
    List<Look> until = untilEnd(planned, looks);
    GroupSequential plan =
        GroupSequential.spending(
            new Spending.OBrienFleming(), alpha / 2, fractions(planned, until), true);
    List<Result> said = new ArrayList<>(looks.size());
    for (int look = 0; look < until.size(); look++) {
      Look now = until.get(look);
      said.add(plan.compare(now.control(), now.treatment(), look));
    }
    return frozen(said, looks.size());
  }

  private static double[] fractions(double planned, List<Look> looks) {
    return apart(looks.stream().mapToDouble(look -> look.units() / planned).toArray());
  }

  /// Looks so near each other that they are one keep the bound of the first.
  private static double[] apart(double[] fractions) {
    double[] apart = new double[fractions.length];
    double before = 0;
    for (int look = 0; look < fractions.length; look++) {
      double fraction = Math.min(1, fractions[look]);
      boolean later = fraction - before >= GroupSequential.MINIMUM_STEP;
      apart[look] = later ? fraction : Math.max(before, GroupSequential.MINIMUM_STEP);
      before = apart[look];
    }
    return apart;
  }

  private static List<Result> hybrid(
      double planned, double tuning, List<Look> looks, double alpha) {
    List<Look> until = untilEnd(planned, looks);
    List<Result> said = new ArrayList<>(looks.size());
    boolean stopped = false;
    for (Look look : until) {
      boolean end = look.units() >= planned && !stopped;
      Result result =
          end
              ? FixedHorizon.compare(
                  look.control(), look.treatment(), (1 - Hybrid.RUNNING_SHARE) * alpha)
              : ConfidenceSequence.compare(
                  look.control(), look.treatment(), Hybrid.RUNNING_SHARE * alpha, tuning);
      stopped |= result instanceof Estimate estimate && estimate.significant();
      said.add(result);
    }
    return frozen(said, looks.size());
  }

  /// Up to the first look at which the plan is reached.
  private static List<Look> untilEnd(double planned, List<Look> looks) {
    for (int look = 0; look < looks.size(); look++) {
      if (looks.get(look).units() >= planned) {
        return looks.subList(0, look + 1);
      }
    }
    return looks;
  }

  /// What was said at the end is said from then on.
  private static List<Result> frozen(List<Result> said, int looks) {
    while (said.size() < looks) {
      said.add(said.getLast());
    }
    return said;
  }
}
