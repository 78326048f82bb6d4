package dev.rimlight.events.warehouse;

import java.time.Duration;
import java.time.Instant;

/// Asks how the moments of an experiment grew.
///
/// @param until no event at or after it counts
/// @param step between two answers; they lie at its multiples since 1970, so that they stay where
///   they are while time goes on
public record HistoryQuestion(ExperimentQuestion experiment, Instant until, Duration step) {
  /// More answers than this are refused before they are asked for.
  public static final int MAX_STEPS = 1_000;

  public HistoryQuestion {
    if (step.toMillis() < 1) {
      throw new IllegalArgumentException("step == " + step + ", must be >= 1 ms");
    }
    Duration span = Duration.between(experiment.from(), until);
    long steps = span.toMillis() / step.toMillis();
    if (steps > MAX_STEPS) {
      throw new IllegalArgumentException(
          "%s in steps of %s has %d steps, must be <= %d".formatted(span, step, steps, MAX_STEPS));
    }
  }
}
