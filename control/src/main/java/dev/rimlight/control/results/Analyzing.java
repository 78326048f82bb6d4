package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.Design;
import dev.rimlight.stats.EffectPrior;
import dev.rimlight.stats.Horizon;
import dev.rimlight.stats.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// From what was observed to what the statistics are asked.
final class Analyzing {
  private Analyzing() {}

  static Analysis analysis(Observed observed) {
    return Analysis.of(design(observed), observation(observed));
  }

  static Design design(Observed observed) {
    return new Design(
        observed.arms().stream()
            .map(share -> new Design.Arm(share.variant(), share.weight()))
            .toList(),
        observed.trial().metrics().stream().map(Analyzing::metric).toList(),
        new Horizon.Anytime(tuning(observed.trial())),
        Comparing.ALWAYS_ALPHA);
  }

  /// The size at which the always-valid interval is tightest.
  static double tuning(Trial trial) {
    return trial.plannedUnits().isPresent()
        ? trial.plannedUnits().getAsLong()
        : ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE;
  }

  private static Design.Metric metric(Metric metric) {
    return new Design.Metric(
        metric.key(),
        switch (metric.role()) {
          case GOAL -> Design.Role.GOAL;
          case GUARDRAIL -> Design.Role.GUARDRAIL;
          case SECONDARY -> Design.Role.SECONDARY;
        },
        metric.direction(),
        metric.margin(),
        EffectPrior.Normal.DEFAULT);
  }

  private static Observation observation(Observed observed) {
    return observation(observed, Map.of());
  }

  /// With the parts of some dimensions.
  static Observation observation(
      Observed observed, Map<String, Map<String, Observation.Part>> dimensions) {
    return new Observation(
        observed.seen().units(),
        observed.seen().metrics(),
        dimensions,
        observed.seen().crossoverUnits(),
        loss(observed.loss()),
        days(observed),
        observed.smallestSplitP(),
        List.of());
  }

  private static OptionalDouble loss(Loss loss) {
    return switch (loss) {
      case Loss.Unknown _ -> OptionalDouble.empty();
      case Loss.Counted(long received, long lost, _) ->
          received == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of((double) lost / (received + lost));
    };
  }

  private static double days(Observed observed) {
    return observed.startedAt().isEmpty()
        ? 0
        : Math.max(0, observed.until() - observed.startedAt().getAsLong())
            / (double) Duration.ofDays(1).toMillis();
  }
}
