package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.results.Results.Arm;
import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.Corrected;
import dev.rimlight.control.results.Results.Judgement;
import dev.rimlight.control.results.Results.Likelihood;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Past;
import dev.rimlight.control.results.Results.Span;
import dev.rimlight.control.results.Results.Verdict;
import dev.rimlight.core.Share;
import dev.rimlight.stats.Analysis;
import dev.rimlight.stats.Chance;
import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.FixedHorizon;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Quantile;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.Result;
import dev.rimlight.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// Compares every variant with control, for each metric by two methods: one that may be looked at
/// any time, and one for an end that was fixed before the start.
final class Comparing {
  /// Error level of everything that is said while an experiment runs.
  static final double ALWAYS_ALPHA = 0.05;

  /// The narrow part of the two-tone bar covers 66%.
  static final double INNER_ALPHA = 0.34;

  private final Observed observed;
  private final Analysis analysis;
  private final double fixedAlpha;
  private final double tuning;

  Comparing(Observed observed, Analysis analysis, double fixedAlpha) {
    this.observed = observed;
    this.analysis = analysis;
    this.fixedAlpha = fixedAlpha;
    this.tuning = Analyzing.tuning(observed.trial());
  }

  List<MetricResult> all() {
    return observed.trial().metrics().stream().map(this::metric).toList();
  }

  private MetricResult metric(Metric metric) {
    List<Arm> arms = new ArrayList<>();
    for (Share share : observed.arms()) {
      arms.add(arm(metric, share.variant()));
    }
    return new MetricResult(
        metric.key(),
        metric.name(),
        MetricWords.definition(metric),
        Metric.word(metric.role()),
        Metric.word(metric.kind()),
        Metric.word(metric.direction()),
        metric.unit().orElse(null),
        arms,
        observed.treatments().stream().map(share -> comparison(metric, share.variant())).toList());
  }

  static Kind kind(Metric metric) {
    return metric.kind().share() ? Kind.PROPORTION : Kind.MEAN;
  }

  private @Nullable Sample sample(Metric metric, String variant) {
    return observed.seen().of(metric.key(), variant).orElse(null);
  }

  /// A total only where units have totals.
  private Arm arm(Metric metric, String variant) {
    return switch (sample(metric, variant)) {
      case null -> new Arm(variant, 0, null, 0.0);
      case Sample.OfUnits(Kind kind, JointMoments values, _) -> {
        double total = values.mean(0) * values.units();
        yield kind == Kind.PROPORTION
            ? new Arm(variant, values.units(), Math.rint(total) / values.units(), Math.rint(total))
            : new Arm(variant, values.units(), values.mean(0), total);
      }
      case Sample.OfRatio(JointMoments values) ->
          new Arm(
              variant,
              values.units(),
              values.mean(1) == 0 ? null : (Double) (values.mean(0) / values.mean(1)),
              null);
      case Sample.OfQuantile(Quantile quantile, JointMoments clusters) ->
          new Arm(variant, clusters.units(), quantile.estimate(), null);
    };
  }

  private Comparison comparison(Metric metric, String variant) {
    dev.rimlight.stats.Comparison analyzed = analyzed(metric, variant);
    @Nullable Sample control = sample(metric, observed.control());
    @Nullable Sample treatment = sample(metric, variant);
    Judgement always =
        judgement(
            "confidence-sequence",
            ALWAYS_ALPHA,
            alpha ->
                alpha == ALWAYS_ALPHA
                    ? analyzed.valid()
                    : both(
                        control,
                        treatment,
                        (first, second) ->
                            ConfidenceSequence.compare(first, second, alpha, tuning)));
    Judgement fixed =
        judgement(
            metric.kind().share() ? "score" : "welch",
            fixedAlpha,
            alpha ->
                both(
                    control,
                    treatment,
                    (first, second) -> FixedHorizon.compare(first, second, alpha)));
    return new Comparison(
        variant,
        Verdict.of(always, metric.direction()),
        always,
        fixed,
        analyzed.corrected().map(Comparing::corrected).orElse(null),
        analyzed.chance().map(Comparing::likelihood).orElse(null),
        analyzed.covariate().map(Comparing::past).orElse(null),
        number(analyzed.exactP()),
        analyzed.guardrail().map(Metric::word).orElse(null),
        number(analyzed.detectable()));
  }

  private dev.rimlight.stats.Comparison analyzed(Metric metric, String variant) {
    return analysis.metrics().stream()
        .filter(each -> each.metric().key().equals(metric.key()))
        .flatMap(each -> each.comparisons().stream())
        .filter(each -> each.arm().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  private static Result both(
      @Nullable Sample control,
      @Nullable Sample treatment,
      BiFunction<Sample, Sample, Result> compare) {
    return control == null || treatment == null
        ? new Refusal(Reason.TOO_FEW_UNITS)
        : compare.apply(control, treatment);
  }

  private static Corrected corrected(dev.rimlight.stats.Comparison.Corrected found) {
    @Nullable Estimate estimate = found.result() instanceof Estimate ready ? ready : null;
    return new Corrected(
        Metric.word(found.method()).replace('_', '-'),
        found.p(),
        found.alpha(),
        estimate == null ? null : (Boolean) estimate.significant(),
        estimate == null ? null : absolute(estimate, new Refusal(Reason.COLLECTING)),
        estimate == null ? null : relative(estimate, new Refusal(Reason.COLLECTING)));
  }

  private static Likelihood likelihood(Chance chance) {
    return new Likelihood(
        chance.toWin(), chance.lossOfTreatment(), chance.lossOfControl(), chance.exact());
  }

  private static Past past(dev.rimlight.stats.Comparison.Covariate found) {
    return new Past(found.varianceReduction(), found.imbalanceP(), found.imbalanced());
  }

  private static @Nullable Double number(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }

  static Judgement judgement(String method, double alpha, DoubleFunction<Result> compare) {
    return switch (compare.apply(alpha)) {
      case Refusal(Reason reason) ->
          new Judgement(state(reason), reason(reason), method, null, null, null, null, null);
      case Estimate estimate -> {
        Result inner = compare.apply(INNER_ALPHA);
        yield new Judgement(
            Judgement.State.READY,
            null,
            estimate.method().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            alpha,
            estimate.p(),
            estimate.significant(),
            absolute(estimate, inner),
            relative(estimate, inner));
      }
    };
  }

  private static Span absolute(Estimate estimate, Result inner) {
    Interval within = inner instanceof Estimate narrow ? narrow.absoluteInterval() : null;
    return span(estimate.absolute(), estimate.absoluteInterval(), within);
  }

  private static @Nullable Span relative(Estimate estimate, Result inner) {
    if (estimate.relative().isEmpty()) {
      return null;
    }
    Optional<Interval> within =
        inner instanceof Estimate narrow ? narrow.relativeInterval() : Optional.empty();
    return span(
        estimate.relative().getAsDouble(),
        estimate.relativeInterval().orElse(null),
        within.orElse(null));
  }

  private static Span span(double estimate, @Nullable Interval outer, @Nullable Interval inner) {
    return new Span(
        estimate,
        outer == null ? null : finite(outer.low()),
        outer == null ? null : finite(outer.high()),
        inner == null ? null : finite(inner.low()),
        inner == null ? null : finite(inner.high()));
  }

  static @Nullable Double finite(double end) {
    return Double.isFinite(end) ? (Double) end : null;
  }

  private static Judgement.State state(Reason reason) {
    return switch (reason) {
      case COLLECTING -> Judgement.State.COLLECTING;
      case TOO_FEW_UNITS -> Judgement.State.TOO_FEW_UNITS;
      case NO_VARIANCE -> Judgement.State.NO_VARIANCE;
      case CONTROL_MEAN_ZERO,
          UNITS_IN_ZERO_WEIGHT_ARM,
          TOO_FEW_ARMS,
          NO_DENOMINATOR,
          QUANTILE_OUT_OF_REACH,
          COLLINEAR,
          POWER_OUT_OF_REACH ->
          Judgement.State.NOT_COMPUTABLE;
    };
  }

  private static String reason(Reason reason) {
    return switch (reason) {
      case COLLECTING -> "Not enough visitors or conversions yet; looking again later is safe.";
      case TOO_FEW_UNITS -> "A variant has fewer visitors than the method needs.";
      case NO_VARIANCE -> "All visitors are alike, so nothing separates chance from effect.";
      case CONTROL_MEAN_ZERO -> "Control's average is 0, so no change relative to it exists.";
      case UNITS_IN_ZERO_WEIGHT_ARM -> "A variant of weight 0 has visitors.";
      case TOO_FEW_ARMS -> "Fewer than two variants have a weight.";
      case NO_DENOMINATOR -> "The denominator adds up to 0.";
      case QUANTILE_OUT_OF_REACH -> "Too few visitors for this quantile.";
      case COLLINEAR -> "The covariates are not told apart by these visitors.";
      case POWER_OUT_OF_REACH -> "No effect in range has the wanted power.";
    };
  }
}
