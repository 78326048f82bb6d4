package dev.rimlight.events.warehouse;

import java.util.Optional;
import java.util.OptionalDouble;

/// Asks for the samples of one metric.
///
/// @param metric the key under which the answer is found
/// @param cap of a unit's total
/// @param covariateDays how much of a unit's time before its first exposure is its past; 0 for none
public record SampleQuestion(
    String metric, Measure measure, Window window, Optional<Cap> cap, int covariateDays) {

  public SampleQuestion {
    if (covariateDays < 0) {
      throw new IllegalArgumentException("covariateDays == " + covariateDays + ", must be >= 0");
    }
  }

  /// An upper limit: a fixed one, or a quantile of totals of all units together, type 7.
  ///
  /// @param level of the quantile, or empty
  /// @param zeros whether units with total 0 count in the quantile
  public record Cap(OptionalDouble value, OptionalDouble level, boolean zeros) {
    public static Cap at(double value) {
      return new Cap(OptionalDouble.of(value), OptionalDouble.empty(), false);
    }

    public static Cap ofNonZero(double level) {
      return new Cap(OptionalDouble.empty(), OptionalDouble.of(level), false);
    }

    public static Cap ofAll(double level) {
      return new Cap(OptionalDouble.empty(), OptionalDouble.of(level), true);
    }
  }
}
