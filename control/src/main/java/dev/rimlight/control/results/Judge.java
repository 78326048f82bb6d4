package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.results.Results.HealthCheck;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Variant;
import dev.rimlight.control.results.Results.VitalResult;
import dev.rimlight.stats.Analysis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From what was observed to what is said. Pure: the same observation always gives the same words.
final class Judge {
  private Judge() {}

  static Results judge(Observed observed, double fixedAlpha) {
    Analysis analysis = Analyzing.analysis(observed);
    List<MetricResult> metrics = new Comparing(observed, analysis, fixedAlpha).all();
    List<HealthCheck> health = new Health(observed).all();
    @Nullable Long startedAt =
        observed.startedAt().isPresent() ? (Long) observed.startedAt().getAsLong() : null;
    @Nullable Long planned =
        observed.trial().plannedUnits().isPresent()
            ? (Long) observed.trial().plannedUnits().getAsLong()
            : null;
    return new Results(
        observed.trial().experiment().key(),
        observed.trial().experiment().flag(),
        observed.control(),
        Metric.word(observed.trial().status()),
        observed.killed(),
        observed.at(),
        startedAt,
        null,
        observed.exposedUnits(),
        observed.seen().crossoverUnits(),
        planned,
        new Recommending(observed, health, metrics, analysis.recommendation()).decide(),
        health,
        variants(observed),
        metrics,
        new Progress(observed, metrics).all(),
        vitals(observed));
  }

  private static List<Variant> variants(Observed observed) {
    return observed.arms().stream()
        .map(share ->
            new Variant(
                share.variant(),
                observed.letter(share.variant()),
                share.weight(),
                observed.units(share.variant())))
        .toList();
  }

  private static List<VitalResult> vitals(Observed observed) {
    return observed.vitals().stream()
        .map(vital ->
            new VitalResult(
                vital.name(),
                vital.variant(),
                vital.measurements(),
                vital.p50(),
                vital.p75(),
                vital.p95()))
        .toList();
  }
}
