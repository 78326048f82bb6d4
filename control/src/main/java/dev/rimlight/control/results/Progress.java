package dev.rimlight.control.results;

import dev.rimlight.control.document.Metric;
import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Point;
import dev.rimlight.control.results.Results.Series;
import dev.rimlight.control.results.Results.Span;
import dev.rimlight.core.Share;
import dev.rimlight.events.warehouse.MomentsAsOf;
import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the goals' estimates became what they are. The last point is the judgement itself, so that
/// the end of the line and the table never differ.
final class Progress {
  static final int MAX_POINTS = 40;

  /// Steps that a person would choose, in seconds: up to four weeks.
  private static final long[] STEPS = {
    1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
    172_800, 604_800, 1_209_600, 2_419_200
  };

  private final Observed observed;
  private final List<MetricResult> metrics;

  Progress(Observed observed, List<MetricResult> metrics) {
    this.observed = observed;
    this.metrics = metrics;
  }

  /// The shortest of the steps with which so long a time has at most [#MAX_POINTS] points, the last
  /// of which is now.
  static Duration step(Duration span) {
    long most = MAX_POINTS - 1;
    for (long seconds : STEPS) {
      if (span.toMillis() <= seconds * 1_000 * most) {
        return Duration.ofSeconds(seconds);
      }
    }
    long longest = STEPS[STEPS.length - 1];
    return Duration.ofSeconds(longest * (1 + span.toSeconds() / (longest * most)));
  }

  List<Series> all() {
    List<Series> all = new ArrayList<>();
    for (Metric metric : observed.trial().metrics()) {
      if (metric.role() == Metric.Role.GOAL) {
        for (Share treatment : observed.treatments()) {
          all.add(new Series(metric.key(), treatment.variant(), points(metric, treatment)));
        }
      }
    }
    return all;
  }

  private List<Point> points(Metric metric, Share treatment) {
    List<Point> points = new ArrayList<>();
    for (MomentsAsOf then : observed.history()) {
      if (then.at().toEpochMilli() < observed.until()) {
        point(metric, treatment, then).ifPresent(points::add);
      }
    }
    now(metric, treatment).ifPresent(points::add);
    return points;
  }

  private Optional<Point> point(Metric metric, Share treatment, MomentsAsOf then) {
    return ConfidenceSequence.compare(
                Comparing.kind(metric),
                then.moments(observed.control(), metric.key()),
                then.moments(treatment.variant(), metric.key()),
                Comparing.ALWAYS_ALPHA,
                Analyzing.tuning(observed.trial()))
            instanceof Estimate estimate
        ? point(then.at().toEpochMilli(), estimate)
        : Optional.empty();
  }

  private static Optional<Point> point(long at, Estimate estimate) {
    if (estimate.relative().isEmpty()) {
      return Optional.empty();
    }
    Optional<Interval> interval = estimate.relativeInterval();
    return Optional.of(
        new Point(
            at,
            estimate.relative().getAsDouble(),
            interval.map(both -> Comparing.finite(both.low())).orElse(null),
            interval.map(both -> Comparing.finite(both.high())).orElse(null)));
  }

  private Optional<Point> now(Metric metric, Share treatment) {
    for (MetricResult result : metrics) {
      for (Comparison comparison : result.comparisons()) {
        Span relative = comparison.always().relative();
        if (result.metric().equals(metric.key())
            && comparison.variant().equals(treatment.variant())
            && relative != null) {
          return Optional.of(
              new Point(observed.until(), relative.estimate(), relative.low(), relative.high()));
        }
      }
    }
    return Optional.empty();
  }
}
