package dev.rimlight.control.analyze;

import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.Horizon;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Looks;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.Result;
import dev.rimlight.stats.Sample;
import dev.rimlight.stats.SmallestP;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One experiment that is looked at again and again: sums of both arms at each look, and what would
/// have been said then.
final class ReplayForm {
  private enum Metric {
    PROPORTION,
    MEAN,
    RATIO,
    MEAN_COVARIATE
  }

  private static final double DEFAULT_ALPHA = 0.05;

  private ReplayForm() {}

  static List<Map<String, @Nullable Object>> looks(JsonNode line) {
    CaseInput asked = new CaseInput("line", line);
    Metric metric = metric(asked.text("metric"));
    double alpha = alpha(asked);
    Horizon horizon = HorizonInput.read(asked, "sequential");
    List<Looks.Look> looks =
        asked.elements(
            "looks",
            look ->
                new Looks.Look(
                    sample(metric, look.object("control")),
                    sample(metric, look.object("treatment"))));
    try {
      return said(Looks.judge(horizon, looks, alpha));
    } catch (IllegalArgumentException e) {
      throw new Refused("line.looks: " + e.getMessage());
    }
  }

  private static double alpha(CaseInput asked) {
    double alpha = asked.number("alpha", DEFAULT_ALPHA);
    if (!(alpha > 0 && alpha < 1)) {
      throw new Refused("line.alpha == " + alpha + ", must be in (0, 1)");
    }
    return alpha;
  }

  /// The p of a sequence of looks is the smallest so far; the decision is the interval's.
  private static List<Map<String, @Nullable Object>> said(List<Result> results) {
    List<Map<String, @Nullable Object>> said = new ArrayList<>(results.size());
    SmallestP smallest = SmallestP.NOT_LOOKED;
    for (Result result : results) {
      Map<String, @Nullable Object> look = new LinkedHashMap<>();
      switch (result) {
        case Refusal(Reason reason) -> {
          look.put("p", null);
          look.put("abs_ci", null);
          look.put("rel_ci", null);
          look.put("significant", false);
          look.put("state", reason.name().toLowerCase(Locale.ROOT));
        }
        case Estimate estimate -> {
          smallest = smallest.after(estimate.p());
          look.put("p", smallest.value());
          look.put("abs_ci", ends(estimate.absoluteInterval()));
          look.put("rel_ci", estimate.relativeInterval().map(ReplayForm::ends).orElse(null));
          look.put("significant", estimate.significant());
        }
      }
      said.add(look);
    }
    return said;
  }

  private static @Nullable List<Double> ends(Interval interval) {
    return interval.bounded() ? List.of(interval.low(), interval.high()) : null;
  }

  private static Metric metric(String name) {
    return switch (name) {
      case "proportion" -> Metric.PROPORTION;
      case "mean" -> Metric.MEAN;
      case "ratio" -> Metric.RATIO;
      case "mean_covariate" -> Metric.MEAN_COVARIATE;
      default ->
          throw new Refused(
              "line.metric == \"%s\", must be proportion, mean, ratio or mean_covariate"
                  .formatted(name));
    };
  }

  private static Sample sample(Metric metric, CaseInput arm) {
    long n = arm.count("n");
    try {
      return switch (metric) {
        case PROPORTION -> units(Kind.PROPORTION, n, successes(arm, n), successes(arm, n));
        case MEAN -> units(Kind.MEAN, n, arm.number("sum_x"), arm.number("ssq_x"));
        case RATIO ->
            new Sample.OfRatio(
                JointMoments.ofSums(
                    n,
                    new double[] {arm.number("sum_m"), arm.number("sum_d")},
                    new double[][] {
                      {arm.number("ssq_m")}, {arm.number("sp_d_m"), arm.number("ssq_d")}
                    }));
        case MEAN_COVARIATE ->
            new Sample.OfUnits(
                Kind.MEAN,
                JointMoments.ofSums(
                    n,
                    new double[] {arm.number("sum_x"), arm.number("sum_pre")},
                    new double[][] {
                      {arm.number("ssq_x")}, {arm.number("sp_pre_x"), arm.number("ssq_pre")}
                    }),
                Moments.NON_ZERO_UNKNOWN);
      };
    } catch (IllegalArgumentException e) {
      throw new Refused(arm.path() + ": " + e.getMessage());
    }
  }

  private static Sample units(Kind kind, long n, double sum, double squares) {
    return new Sample.OfUnits(
        kind,
        JointMoments.ofSums(n, new double[] {sum}, new double[][] {{squares}}),
        Moments.NON_ZERO_UNKNOWN);
  }

  private static double successes(CaseInput arm, long n) {
    double sum = arm.number("sum_x");
    if (!(sum >= 0 && sum <= n)) {
      throw new Refused("%s.sum_x == %s, must be in 0..%d".formatted(arm.path(), sum, n));
    }
    return sum;
  }
}
