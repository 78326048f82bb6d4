package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Moments;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that the statistics need of an experiment.
///
/// @param variants by variant; one that nobody saw is absent
/// @param crossoverUnits units that saw more than one variant and are in none of them
public record ExperimentMoments(SortedMap<String, VariantMoments> variants, long crossoverUnits) {
  public static final ExperimentMoments NOTHING_SEEN = new ExperimentMoments(new TreeMap<>(), 0);

  public ExperimentMoments {
    variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
  }

  public long units(String variant) {
    VariantMoments seen = variants.get(variant);
    return seen == null ? 0 : seen.units();
  }

  /// Empty when nobody saw the variant.
  public Moments moments(String variant, String metric) {
    VariantMoments seen = variants.get(variant);
    return seen == null ? Moments.EMPTY : seen.metrics().getOrDefault(metric, Moments.EMPTY);
  }
}
