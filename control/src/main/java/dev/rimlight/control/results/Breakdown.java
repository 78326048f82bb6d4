package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.results.Results.Judgement;
import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.HealthFinding;
import dev.rimlight.stats.Observation;
import dev.rimlight.stats.Segments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An experiment cut into the parts of one dimension: the schema Breakdown of spec/openapi.yaml.
public record Breakdown(
    String experiment, String dimension, long asOf, List<Part> parts, List<Cut> comparisons) {

  /// One value of the dimension.
  ///
  /// @param splitP that the split within it is as planned, corrected for the number of parts
  public record Part(String value, Map<String, Long> units, @Nullable Double splitP) {}

  /// One metric of one variant in every part.
  ///
  /// @param unequal that the effect is not the same everywhere
  public record Cut(
      String metric, String variant, List<Segment> segments, @Nullable Unequal unequal) {}

  /// One part of one comparison.
  ///
  /// @param shrunk the difference pulled towards the mean of all parts, for display
  public record Segment(String value, long units, Judgement always, @Nullable Double shrunk) {}

  /// How far the parts differ.
  ///
  /// @param p of Cochran's Q
  /// @param inconsistency I squared, the share of the differences that is not chance
  /// @param reversed every part contradicts the whole
  public record Unequal(double q, double p, double inconsistency, boolean reversed) {}

  static Breakdown of(Observed whole, Dimension dimension, Map<String, Samples> parts) {
    String name = Metric.word(dimension);
    Map<String, Observation.Part> cut = new TreeMap<>();
    parts.forEach((value, samples) ->
        cut.put(value, new Observation.Part(samples.units(), samples.metrics())));
    Analysis analysis =
        Analysis.of(Analyzing.design(whole), Analyzing.observation(whole, Map.of(name, cut)));
    return new Breakdown(
        whole.trial().experiment().key(),
        name,
        whole.at(),
        parts.entrySet().stream()
            .map(part ->
                new Part(
                    part.getKey(),
                    new TreeMap<>(part.getValue().units()),
                    splitP(analysis, part.getKey())))
            .toList(),
        analysis.segments().stream().map(Breakdown::cut).toList());
  }

  private static @Nullable Double splitP(Analysis analysis, String value) {
    return analysis.health().stream()
        .filter(finding ->
            finding.check() == HealthFinding.Check.SPLIT_OF_PART
                && finding.value().equals(value)
                && finding.p().isPresent())
        .map(finding -> (Double) finding.p().getAsDouble())
        .findFirst()
        .orElse(null);
  }

  private static Cut cut(Segments segments) {
    return new Cut(
        segments.metric(),
        segments.arm(),
        segments.parts().stream()
            .map(part ->
                new Segment(
                    part.value(),
                    part.units(),
                    Comparing.judgement(
                        "confidence-sequence", Comparing.ALWAYS_ALPHA, _ -> part.valid()),
                    part.shrunk().map(effect -> (Double) effect.estimate()).orElse(null)))
            .toList(),
        segments
            .unequal()
            .map(
                found -> new Unequal(found.q(), found.p(), found.inconsistency(), found.reversed()))
            .orElse(null));
  }
}
