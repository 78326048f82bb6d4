package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.document.Trial;
import dev.rimlight.control.results.Results.Arm;
import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.Judgement;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.core.Share;
import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.SampleQuestion;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.Window;
import dev.rimlight.stats.Direction;
import dev.rimlight.stats.Guardrail;
import dev.rimlight.stats.RatioCheck;
import dev.rimlight.stats.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What every experiment is watched for without a metric of its own: errors, and how slow pages
/// become. Both are guardrails with the default margin, judged as those of the document are, and
/// stand in no results.
final class Standing {
  static final String ERRORS = "errors";
  static final String LCP = "LCP";

  private static final double SLOWEST_QUARTER = 0.75;

  /// Of the prior around equal shares of errors: flat, as a fault is seldom a small one.
  private static final double FLAT = 2;

  private static final List<Metric> METRICS =
      List.of(
          guardrail(ERRORS, Metric.Kind.PROPORTION, new Measure.Share(all(Event.Kind.ERROR))),
          guardrail(
              LCP,
              Metric.Kind.QUANTILE,
              new Measure.QuantileOf(named(Event.Kind.VITAL, LCP), SLOWEST_QUARTER)));

  private Standing() {}

  private static Source all(Event.Kind kind) {
    return named(kind, Source.ANY);
  }

  private static Source named(Event.Kind kind, String name) {
    return new Source(kind, name, Map.of(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static Metric guardrail(String key, Metric.Kind kind, Measure measure) {
    return new Metric(
        key,
        key,
        kind,
        measure,
        Window.ALL,
        Optional.empty(),
        0,
        Guardrail.DEFAULT_MARGIN,
        Direction.DECREASE,
        Metric.Role.GUARDRAIL,
        Optional.empty());
  }

  static List<SampleQuestion> questions() {
    return METRICS.stream().map(Asked::one).toList();
  }

  /// @param observed of the experiment
  /// @param samples answers to [#questions]
  static List<Harm> harms(Observed observed, Samples samples) {
    if (!reports(observed)) {
      return List.of();
    }
    Observed watched = watched(observed, samples);
    List<Harm> harms = new ArrayList<>();
    for (MetricResult metric :
        new Comparing(watched, Analyzing.analysis(watched), Comparing.ALWAYS_ALPHA).all()) {
      for (Comparison comparison : metric.comparisons()) {
        harm(watched, metric, comparison).ifPresent(harms::add);
      }
    }
    return harms;
  }

  /// Whether control's pages report at all: where they are served without the client, as those that
  /// bypass the platform, no error of them is known.
  private static boolean reports(Observed observed) {
    return observed.vitals().stream()
        .anyMatch(vital -> vital.variant().equals(observed.control()) && vital.measurements() > 0);
  }

  private static Observed watched(Observed observed, Samples samples) {
    Trial trial = observed.trial();
    return new Observed(
        new Trial(trial.experiment(), trial.name(), trial.status(), trial.plannedUnits(), METRICS),
        observed.killed(),
        observed.startedAt(),
        observed.stoppedAt(),
        observed.at(),
        samples,
        List.of(),
        List.of(),
        observed.loss(),
        observed.smallestSplitP());
  }

  private static Optional<Harm> harm(Observed watched, MetricResult metric, Comparison comparison) {
    String variant = comparison.variant();
    if ("fail".equals(comparison.guardrail())) {
      return Optional.of(new Harm(metric.metric(), variant, words(metric, comparison)));
    }
    return metric.metric().equals(ERRORS)
            && comparison.always().state() == Judgement.State.COLLECTING
        ? rare(watched, metric, variant)
        : Optional.empty();
  }

  private static String words(MetricResult metric, Comparison comparison) {
    Results.Span relative = comparison.always().relative();
    return "%s past %s limit under variant %s%s"
        .formatted(
            metric.metric().equals(ERRORS) ? "errors are" : metric.metric() + " is",
            metric.metric().equals(ERRORS) ? "their" : "its",
            comparison.variant(),
            relative == null
                ? ""
                : String.format(Locale.ROOT, ", by %+.1f %%", 100 * relative.estimate()));
  }

  /// Shares of a handful of errors, or of none under control, are not compared at any look; but who
  /// has an error is split among variants as all are, unless one of them is to blame. At the same
  /// level, and valid at every look too.
  private static Optional<Harm> rare(Observed watched, MetricResult metric, String variant) {
    long before = failed(metric, watched.control());
    long now = failed(metric, variant);
    double[] weights = {weight(watched, watched.control()), weight(watched, variant)};
    boolean more = now * weights[0] > before * weights[1];
    boolean proven =
        SampleRatio.sequential(new long[] {before, now}, weights, FLAT) instanceof RatioCheck check
            && check.p() < Comparing.ALWAYS_ALPHA;
    return more && proven
        ? Optional.of(
            new Harm(
                ERRORS,
                variant,
                "errors are past their limit under variant %s: %s with one, %s under %s"
                    .formatted(
                        variant,
                        Words.count(now, "visitor"),
                        Words.count(before),
                        watched.control())))
        : Optional.empty();
  }

  private static double weight(Observed watched, String variant) {
    return watched.arms().stream()
        .filter(share -> share.variant().equals(variant))
        .mapToDouble(Share::weight)
        .sum();
  }

  private static long failed(MetricResult metric, String variant) {
    return metric.arms().stream()
        .filter(arm -> arm.variant().equals(variant))
        .map(Arm::total)
        .mapToLong(total -> total == null ? 0 : Math.round(total))
        .sum();
  }
}
