package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.events.warehouse.SampleQuestion;
import java.util.List;

/// What the warehouse is asked for a metric.
final class Asked {
  private Asked() {}

  static List<SampleQuestion> all(Trial trial) {
    return trial.metrics().stream().map(Asked::one).toList();
  }

  static SampleQuestion one(Metric metric) {
    return new SampleQuestion(
        metric.key(),
        metric.measure(),
        metric.window(),
        metric.cap().map(Asked::cap),
        metric.covariateDays());
  }

  private static SampleQuestion.Cap cap(Metric.Capping cap) {
    return switch (cap) {
      case Metric.Capping.Value(double value) -> SampleQuestion.Cap.at(value);
      case Metric.Capping.Percentile(double level) -> SampleQuestion.Cap.ofNonZero(level);
    };
  }
}
