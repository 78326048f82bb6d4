package dev.rimlight.stats;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What was seen of an experiment until one moment.
///
/// @param units by arm; an arm that nobody saw may be absent
/// @param samples by metric and arm; an arm without one has no units
/// @param dimensions the same samples cut into parts, by dimension and value
/// @param crossoverUnits units that saw more than one arm and are in none
/// @param lossRate share of the events that did not arrive; absent when it is not known
/// @param days since the start, whole or not
/// @param smallestSplitP the smallest sequential p of the split at earlier looks, 1 without
/// @param earlierFractions of the plan at earlier looks, rising; of a planned horizon
public record Observation(
    Map<String, Long> units,
    Map<String, Map<String, Sample>> samples,
    Map<String, Map<String, Part>> dimensions,
    long crossoverUnits,
    OptionalDouble lossRate,
    double days,
    double smallestSplitP,
    List<Double> earlierFractions) {

  /// Units and samples of one value of a dimension.
  public record Part(Map<String, Long> units, Map<String, Map<String, Sample>> samples) {
    public Part {
      units = Map.copyOf(units);
      samples = Map.copyOf(samples);
    }
  }

  public Observation {
    units = Map.copyOf(units);
    samples = Map.copyOf(samples);
    TreeMap<String, Map<String, Part>> sorted = new TreeMap<>();
    dimensions.forEach((name, parts) -> sorted.put(name, new TreeMap<>(parts)));
    dimensions = sorted;
    earlierFractions = List.copyOf(earlierFractions);
    if (crossoverUnits < 0) {
      throw new IllegalArgumentException("crossoverUnits == " + crossoverUnits + ", must be >= 0");
    }
    if (lossRate.isPresent() && !(lossRate.getAsDouble() >= 0 && lossRate.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "lossRate == " + lossRate.getAsDouble() + ", must be in 0..1");
    }
    if (!(days >= 0) || Double.isInfinite(days)) {
      throw new IllegalArgumentException("days == " + days + ", must be finite and >= 0");
    }
  }

  /// The whole, with nothing to report but the samples.
  public static Observation of(
      Map<String, Long> units, Map<String, Map<String, Sample>> samples, double days) {
    return new Observation(units, samples, Map.of(), 0, OptionalDouble.of(0), days, 1, List.of());
  }

  long exposedUnits() {
    return units.values().stream().mapToLong(Long::longValue).sum();
  }
}
