package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Moments;
import java.time.Instant;
import java.util.Map;

/// One variant of an experiment: the units that saw it and no other, and their metrics.
public record VariantMoments(
    long units, Instant firstExposure, Instant lastExposure, Map<String, Moments> metrics) {
  public VariantMoments {
    metrics = Map.copyOf(metrics);
  }
}
