package dev.rimlight.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One comparison in every part of a dimension, and whether the parts differ.
///
/// @param unequal that the effect is not the same in all parts, if at least two have one
public record Segments(
    String dimension, String metric, String arm, List<Segment> parts, Optional<Unequal> unequal) {

  public Segments {
    parts = List.copyOf(parts);
  }

  /// The comparison in one part.
  ///
  /// @param valid by the design's horizon
  /// @param shrunk the difference pulled towards the mean of all parts, for display; absent without
  ///   an effect
  public record Segment(String value, long units, Result valid, Optional<Effect> shrunk) {}

  /// How far the parts differ.
  ///
  /// @param p Cochran's Q over the parts, corrected by Holm over the dimensions
  /// @param inconsistency I², the share of the differences that is not chance
  /// @param between tau², the variance of the true effects
  /// @param reversed the whole points one way and every part the other (Simpson)
  public record Unequal(
      double q, double p, double inconsistency, double between, boolean reversed) {
    /// Below, the parts differ.
    public static final double DIFFERENT_BELOW = 0.05;

    public boolean different() {
      return p < DIFFERENT_BELOW;
    }

    private Unequal corrected(double adjusted) {
      return new Unequal(q, adjusted, inconsistency, between, reversed);
    }
  }

  static List<Segments> all(Design design, Observation seen) {
    List<Segments> all = new ArrayList<>();
    for (Design.Metric metric : design.metrics()) {
      for (Design.Arm arm : design.treatments()) {
        List<Segments> ofComparison = new ArrayList<>();
        seen.dimensions()
            .forEach((dimension, parts) ->
                ofComparison.add(of(design, seen, metric, arm.key(), dimension, parts)));
        all.addAll(corrected(ofComparison));
      }
    }
    return all;
  }

  private static Segments of(
      Design design,
      Observation seen,
      Design.Metric metric,
      String arm,
      String dimension,
      Map<String, Observation.Part> parts) {
    List<Segment> segments = new ArrayList<>(parts.size());
    List<Effect> effects = new ArrayList<>(parts.size());
    List<Integer> withEffect = new ArrayList<>(parts.size());
    parts.forEach((value, part) -> {
      Map<String, Sample> samples = part.samples().getOrDefault(metric.key(), Map.of());
      Sample control = samples.get(design.control().key());
      Sample treatment = samples.get(arm);
      if (control == null || treatment == null) {
        segments.add(new Segment(value, 0, new Refusal(Reason.TOO_FEW_UNITS), Optional.empty()));
        return;
      }
      ContrastResult contrast = Contrast.between(control, treatment);
      if (contrast instanceof Contrast found) {
        withEffect.add(segments.size());
        effects.add(new Effect(found.difference(), Math.sqrt(found.differenceVariance())));
      }
      segments.add(
          new Segment(
              value,
              control.units() + treatment.units(),
              valid(design, control, treatment, contrast),
              Optional.empty()));
    });
    Optional<Unequal> unequal =
        shrink(segments, effects, withEffect, whole(design, seen, metric, arm));
    return new Segments(dimension, metric.key(), arm, segments, unequal);
  }

  /// A part has no plan of its own: it is looked at as often as people like.
  private static Result valid(
      Design design, Sample control, Sample treatment, ContrastResult contrast) {
    if (design.horizon() instanceof Horizon.Fixed) {
      return FixedHorizon.compare(control, treatment, design.alpha());
    }
    return ConfidenceSequence.compare(
        control, treatment, contrast, design.alpha(), tuning(design.horizon()));
  }

  private static double tuning(Horizon horizon) {
    return switch (horizon) {
      case Horizon.Anytime(double tuning) -> tuning;
      case Horizon.Hybrid(_, double tuning) -> tuning;
      case Horizon.Planned _, Horizon.Fixed _ -> ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE;
    };
  }

  private static double whole(Design design, Observation seen, Design.Metric metric, String arm) {
    Map<String, Sample> samples = seen.samples().getOrDefault(metric.key(), Map.of());
    Sample control = samples.get(design.control().key());
    Sample treatment = samples.get(arm);
    return control != null
            && treatment != null
            && Contrast.between(control, treatment) instanceof Contrast contrast
        ? contrast.difference()
        : 0;
  }

  private static Optional<Unequal> shrink(
      List<Segment> segments, List<Effect> effects, List<Integer> withEffect, double whole) {
    if (effects.size() < 2) {
      return Optional.empty();
    }
    Effect[] all = effects.toArray(Effect[]::new);
    SegmentHeterogeneity found = SegmentHeterogeneity.of(all);
    Effect random = found.random(all);
    boolean reversed = whole != 0;
    for (int index = 0; index < all.length; index++) {
      int at = withEffect.get(index);
      Segment segment = segments.get(at);
      double pull = found.between() / (found.between() + square(all[index].standardError()));
      Effect shrunk =
          new Effect(
              found.shrunk(all[index], random),
              Math.sqrt(
                  pull * square(all[index].standardError())
                      + square(1 - pull) * square(random.standardError())));
      segments.set(
          at, new Segment(segment.value(), segment.units(), segment.valid(), Optional.of(shrunk)));
      reversed &= Math.signum(all[index].estimate()) == -Math.signum(whole);
    }
    return Optional.of(
        new Unequal(found.q(), found.p(), found.inconsistency(), found.between(), reversed));
  }

  private static double square(double value) {
    return value * value;
  }

  private static List<Segments> corrected(List<Segments> dimensions) {
    double[] p =
        dimensions.stream()
            .flatMap(segments -> segments.unequal().stream())
            .mapToDouble(Unequal::p)
            .toArray();
    if (p.length == 0) {
      return dimensions;
    }
    Multiplicity.Adjusted[] adjusted = Multiplicity.HOLM.adjust(p, Unequal.DIFFERENT_BELOW);
    List<Segments> corrected = new ArrayList<>(dimensions.size());
    int next = 0;
    for (Segments segments : dimensions) {
      if (segments.unequal().isEmpty()) {
        corrected.add(segments);
        continue;
      }
      Unequal held = segments.unequal().get().corrected(adjusted[next++].p());
      corrected.add(
          new Segments(
              segments.dimension(),
              segments.metric(),
              segments.arm(),
              segments.parts(),
              Optional.of(held)));
    }
    return corrected;
  }
}
