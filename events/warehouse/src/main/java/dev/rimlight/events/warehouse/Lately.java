package dev.rimlight.events.warehouse;

import java.time.Instant;
import java.util.Optional;

/// Which events a question about a window of time is of.
///
/// @param until the window ends before it
/// @param experiment only units that saw one variant of it, from then on
/// @param variant only units that saw this one; none without an experiment
/// @param route only events of its pages
public record Lately(
    Instant from,
    Instant until,
    Optional<String> experiment,
    Optional<String> variant,
    Optional<String> route) {
  public Lately {
    if (variant.isPresent() && experiment.isEmpty()) {
      throw new IllegalArgumentException(
          "variant == \"" + variant.get() + "\", must be absent without an experiment");
    }
  }
}
