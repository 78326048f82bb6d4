package dev.rimlight.stats;

/// How an experiment may be looked at without its looks costing more than alpha together.
public sealed interface Horizon {

  /// At any time, without an end: a confidence sequence.
  ///
  /// @param tuningSampleSize units of both arms at which it is tightest
  record Anytime(double tuningSampleSize) implements Horizon {
    public static final Anytime DEFAULT =
        new Anytime(ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE);

    public Anytime {
      requireUnits("tuning sample size", tuningSampleSize);
    }
  }

  /// At any time on the way to a planned end: group sequential bounds that spend alpha as O'Brien
  /// and Fleming would.
  ///
  /// @param plannedUnits of both arms
  record Planned(double plannedUnits) implements Horizon {
    public Planned {
      requireUnits("planned units", plannedUnits);
    }
  }

  /// A confidence sequence at a fifth of alpha, and one test at the end with the rest.
  record Hybrid(double plannedUnits, double tuningSampleSize) implements Horizon {
    public Hybrid {
      requireUnits("planned units", plannedUnits);
      requireUnits("tuning sample size", tuningSampleSize);
    }
  }

  /// Once, at an end that was fixed before the start.
  record Fixed() implements Horizon {}

  private static void requireUnits(String name, double units) {
    if (!(units > 0) || Double.isInfinite(units)) {
      throw new IllegalArgumentException(name + " == " + units + ", must be finite and > 0");
    }
  }
}
