package dev.rimlight.events.warehouse;

import java.util.List;

/// How a unit's events become a number.
public sealed interface Measure {

  /// What is added up.
  enum Amount {
    VALUE,
    /// Events.
    COUNT
  }

  /// 1 for a unit with an event, else 0.
  record Share(Source source) implements Measure {}

  /// The sum of a unit's events, 0 without any.
  record Total(Source source, Amount amount) implements Measure {}

  /// One total over another, over all units of an arm.
  record Ratio(Total numerator, Total denominator) implements Measure {}

  /// A quantile of the events' values; units are clusters.
  ///
  /// @param level in (0, 1)
  record QuantileOf(Source source, double level) implements Measure {}

  /// 1 for a unit that came back, else 0; only units that had the time to.
  ///
  /// @param day days after the first exposure, 24 hours each; 1 is the first day after
  record Retention(Source source, int day, Return style) implements Measure {}

  /// 1 for a unit that took all steps in their order, else 0.
  record Funnel(List<Source> steps) implements Measure {
    public Funnel {
      steps = List.copyOf(steps);
    }
  }

  /// When a unit has come back by day K.
  enum Return {
    /// In the 24 hours of day K.
    EXACT,
    /// On any of the days 1..K.
    ROLLING,
    /// On day K or later.
    UNBOUNDED
  }
}
