package dev.rimlight.events.warehouse;

import java.time.Instant;
import java.util.List;

/// Asks for the moments of an experiment's metrics, from exposures at or after its start.
public record ExperimentQuestion(String experiment, Instant from, List<MetricQuestion> metrics) {
  public ExperimentQuestion {
    metrics = List.copyOf(metrics);
    long distinct = metrics.stream().map(MetricQuestion::metric).distinct().count();
    if (distinct < metrics.size()) {
      throw new IllegalArgumentException("metrics == " + metrics + ", must have distinct keys");
    }
  }
}
