package dev.rimlight.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/// The difference between treatment and control, absolute and relative to |control mean|.
///
/// Both views come from one test: p belongs to both, and when both intervals exist either both
/// contain zero or neither does. The relative estimate is absent when the control mean is 0; the
/// relative interval is absent when it is unbounded, that is when the control mean cannot be told
/// from 0.
public record Estimate(
    Method method,
    double absolute,
    Interval absoluteInterval,
    OptionalDouble relative,
    Optional<Interval> relativeInterval,
    double statistic,
    double p)
    implements Result {

  /// The test behind an estimate.
  public enum Method {
    WELCH,
    SCORE,
    CONFIDENCE_SEQUENCE,
    GROUP_SEQUENTIAL
  }

  /// Whether zero difference is contradicted at the level of the intervals.
  public boolean significant() {
    return !absoluteInterval.contains(0);
  }

  static OptionalDouble lift(double difference, double controlMean) {
    double lift = difference / Math.abs(controlMean);
    return Double.isFinite(lift) ? OptionalDouble.of(lift) : OptionalDouble.empty();
  }
}
