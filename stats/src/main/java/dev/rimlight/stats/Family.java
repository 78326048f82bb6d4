package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many questions at once find something by chance. The goals in all treatments are one family,
/// held to alpha by Holm; the secondaries another, whose share of false discoveries is held to
/// alpha by Benjamini and Hochberg. A guardrail must hold by itself and is not corrected.
///
/// A comparison that is not judged yet counts in its family with p = 1.
final class Family {
  private Family() {}

  static List<Analysis.OfMetric> corrected(
      Design design, Observation seen, List<Analysis.OfMetric> metrics) {
    List<Analysis.OfMetric> goals = correct(design, seen, metrics, Design.Role.GOAL);
    return correct(design, seen, goals, Design.Role.SECONDARY);
  }

  private static Optional<Multiplicity> method(Design.Role role) {
    return switch (role) {
      case GOAL -> Optional.of(Multiplicity.HOLM);
      case SECONDARY -> Optional.of(Multiplicity.BENJAMINI_HOCHBERG);
      case GUARDRAIL -> Optional.empty();
    };
  }

  private static List<Analysis.OfMetric> correct(
      Design design, Observation seen, List<Analysis.OfMetric> metrics, Design.Role role) {
    double[] p =
        metrics.stream()
            .filter(metric -> metric.metric().role() == role)
            .flatMap(metric -> metric.comparisons().stream())
            .mapToDouble(comparison -> comparison.p().orElse(1))
            .toArray();
    if (p.length == 0) {
      return metrics;
    }
    Multiplicity method = method(role).orElseThrow();
    Multiplicity.Adjusted[] adjusted = method.adjust(p, design.alpha());
    List<Analysis.OfMetric> corrected = new ArrayList<>(metrics.size());
    int next = 0;
    for (Analysis.OfMetric metric : metrics) {
      if (metric.metric().role() != role) {
        corrected.add(metric);
        continue;
      }
      List<Comparison> comparisons = new ArrayList<>(metric.comparisons().size());
      for (Comparison comparison : metric.comparisons()) {
        comparisons.add(
            correct(design, seen, metric.metric(), comparison, method, adjusted[next++]));
      }
      corrected.add(new Analysis.OfMetric(metric.metric(), comparisons));
    }
    return corrected;
  }

  private static Comparison correct(
      Design design,
      Observation seen,
      Design.Metric metric,
      Comparison comparison,
      Multiplicity method,
      Multiplicity.Adjusted adjusted) {
    if (!(comparison.valid() instanceof Estimate)) {
      return comparison;
    }
    Map<String, Sample> arms = seen.samples().getOrDefault(metric.key(), Map.of());
    Sample control = arms.get(design.control().key());
    Sample treatment = arms.get(comparison.arm());
    if (control == null || treatment == null) {
      return comparison;
    }
    Result matching =
        adjusted.alpha() == design.alpha()
            ? comparison.valid()
            : Comparison.valid(
                design, control, treatment, adjusted.alpha(), seen.earlierFractions());
    return comparison.with(
        new Comparison.Corrected(method, adjusted.p(), adjusted.alpha(), matching));
  }
}
