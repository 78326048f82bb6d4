package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Moments;
import java.time.Instant;
import java.util.Map;

/// What the moments of an experiment were once.
///
/// @param at everything before it is counted
/// @param variants moments by metric, by variant; a variant that nobody had seen is absent
public record MomentsAsOf(Instant at, Map<String, Map<String, Moments>> variants) {
  public MomentsAsOf {
    variants = Map.copyOf(variants);
  }

  /// Empty when nobody had seen the variant.
  public Moments moments(String variant, String metric) {
    return variants.getOrDefault(variant, Map.of()).getOrDefault(metric, Moments.EMPTY);
  }
}
