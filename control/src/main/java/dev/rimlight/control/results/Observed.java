package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.core.Share;
import dev.rimlight.events.warehouse.ExperimentMoments;
import dev.rimlight.events.warehouse.MomentsAsOf;
import dev.rimlight.events.warehouse.VitalSummary;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// All that was known about an experiment at one moment.
///
/// @param smallestSplitP the sequential p of the split, the smallest of all looks before this one
record Observed(
    Trial trial,
    boolean killed,
    OptionalLong startedAt,
    OptionalLong stoppedAt,
    long at,
    ExperimentMoments moments,
    List<MomentsAsOf> history,
    List<VitalSummary> vitals,
    Loss loss,
    double smallestSplitP) {
  Observed {
    history = List.copyOf(history);
    vitals = List.copyOf(vitals);
  }

  String control() {
    return trial.experiment().control();
  }

  /// Control first, the others in the order of the document.
  List<Share> arms() {
    List<Share> arms = new ArrayList<>();
    for (Share share : trial.experiment().shares()) {
      if (share.variant().equals(control())) {
        arms.addFirst(share);
      } else {
        arms.add(share);
      }
    }
    return arms;
  }

  List<Share> treatments() {
    return arms().subList(1, arms().size());
  }

  String letter(String variant) {
    List<Share> arms = arms();
    for (int i = 0; i < arms.size(); i++) {
      if (arms.get(i).variant().equals(variant)) {
        return String.valueOf((char) ('A' + i));
      }
    }
    throw new IllegalArgumentException("variant == \"" + variant + "\", must be of the experiment");
  }

  /// By metric and variant.
  Map<String, Map<String, Sample>> samples() {
    Map<String, Map<String, Sample>> samples = new LinkedHashMap<>();
    for (Metric metric : trial.metrics()) {
      Map<String, Sample> ofMetric = new LinkedHashMap<>();
      for (Share arm : arms()) {
        Moments seen = moments.moments(arm.variant(), metric.key());
        ofMetric.put(
            arm.variant(),
            new Sample.OfUnits(
                Comparing.kind(metric),
                JointMoments.ofCovariances(
                    seen.units(), new double[] {seen.mean()}, new double[][] {{seen.variance()}}),
                seen.nonZero()));
      }
      samples.put(metric.key(), ofMetric);
    }
    return samples;
  }

  long exposedUnits() {
    long units = 0;
    for (Share arm : arms()) {
      units += moments.units(arm.variant());
    }
    return units;
  }

  /// When it ended, or now.
  long until() {
    return stoppedAt.orElse(at);
  }

  /// Whole days since the start: an effect that was seen on all days of a week is not a Sunday's.
  long wholeDays() {
    if (startedAt.isEmpty()) {
      return 0;
    }
    return Duration.ofMillis(Math.max(0, until() - startedAt.getAsLong())).toDays();
  }
}
