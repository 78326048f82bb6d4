package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Sample;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What an experiment's units did, whole or one part of them.
///
/// @param units by variant
/// @param crossoverUnits units that saw more than one variant and are in none
/// @param firstExposure by variant
/// @param lastExposure by variant
/// @param metrics by metric and variant; with the cap, if the metric has one
/// @param uncapped by metric and variant, of metrics with a cap
/// @param shareCapped by metric: units whose total the cap cut
public record Samples(
    Map<String, Long> units,
    long crossoverUnits,
    Map<String, Instant> firstExposure,
    Map<String, Instant> lastExposure,
    Map<String, Map<String, Sample>> metrics,
    Map<String, Map<String, Sample>> uncapped,
    Map<String, Double> shareCapped) {

  public static final Samples NONE =
      new Samples(Map.of(), 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  public Samples {
    units = Map.copyOf(units);
    firstExposure = Map.copyOf(firstExposure);
    lastExposure = Map.copyOf(lastExposure);
    metrics = Map.copyOf(metrics);
    uncapped = Map.copyOf(uncapped);
    shareCapped = Map.copyOf(shareCapped);
  }

  /// One metric in one variant, if anybody was seen.
  public Optional<Sample> of(String metric, String variant) {
    return Optional.ofNullable(metrics.getOrDefault(metric, Map.of()).get(variant));
  }
}
