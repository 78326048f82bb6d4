package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that is said of one experiment at one look: first whether it may be believed, then
/// every comparison, then what to do.
///
/// @param health gravest first
public record Analysis(
    List<HealthFinding> health,
    List<OfMetric> metrics,
    List<Segments> segments,
    Recommendation recommendation) {

  public Analysis {
    health = List.copyOf(health);
    metrics = List.copyOf(metrics);
    segments = List.copyOf(segments);
  }

  /// One metric in all treatments.
  public record OfMetric(Design.Metric metric, List<Comparison> comparisons) {
    public OfMetric {
      comparisons = List.copyOf(comparisons);
    }
  }

  public static Analysis of(Design design, Observation seen) {
    List<HealthFinding> health = HealthFinding.all(design, seen);
    List<OfMetric> metrics = Family.corrected(design, seen, compared(design, seen));
    return new Analysis(
        health,
        metrics,
        Segments.all(design, seen),
        Recommendation.of(design, seen, health, metrics));
  }

  private static List<OfMetric> compared(Design design, Observation seen) {
    List<OfMetric> metrics = new ArrayList<>(design.metrics().size());
    for (Design.Metric metric : design.metrics()) {
      Map<String, Sample> arms = seen.samples().getOrDefault(metric.key(), Map.of());
      List<Comparison> comparisons = new ArrayList<>(design.treatments().size());
      for (Design.Arm treatment : design.treatments()) {
        comparisons.add(
            Comparison.of(
                design,
                metric,
                treatment.key(),
                arms.get(design.control().key()),
                arms.get(treatment.key()),
                seen.earlierFractions()));
      }
      metrics.add(new OfMetric(metric, comparisons));
    }
    return metrics;
  }
}
