package dev.rimlight.control.analyze;

import dev.rimlight.stats.Adjusted;
import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.Cap;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.ContrastResult;
import dev.rimlight.stats.Cuped;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.StudentTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// From a small raw log to results.
final class EventTables {
  private static final double ALPHA = 0.05;
  private static final int[] RETENTION_DAYS = {1, 3, 7};

  private EventTables() {}

  static Map<String, Object> pipeline(Line line) {
    RawLog log = RawLog.of(line);
    List<RawLog.Unit> control = log.arm("A");
    List<RawLog.Unit> treatment = log.arm("B");
    Arms arms = new Arms(control, treatment);
    Cap cap = new Cap(Double.POSITIVE_INFINITY);
    if (!log.units().isEmpty()) {
      double[] totals = values(log.units(), RawLog.Unit::revenue);
      cap = Cap.ofAll(line.number("cap_quantile"), totals);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("excluded_multiple_exposure_units", log.excluded());
    answer.put("n", arms.of(List::size));
    answer.put("conversion", conversion(arms));
    answer.put("revenue", revenue(arms, RawLog.Unit::revenue, true));
    answer.put("cap_value", log.units().isEmpty() ? Tested.NONE : (Object) cap.value());
    answer.put("revenue_capped", revenue(arms, capped(cap), false));
    answer.put("visits", sums(arms, RawLog.Unit::visits));
    answer.put("pre_revenue", sums(arms, RawLog.Unit::revenueBefore));
    answer.put("revenue_cuped", adjusted(arms));
    Map<String, Object> retention = new LinkedHashMap<>();
    for (int day : RETENTION_DAYS) {
      retention.put("d" + day, arms.of(units -> log.retention(units, day)));
    }
    answer.put("retention_exact_day", retention);
    answer.put("cohort_activity", log.cohorts());
    return answer;
  }

  private record Arms(List<RawLog.Unit> control, List<RawLog.Unit> treatment) {
    Map<String, Object> of(Function<List<RawLog.Unit>, Object> each) {
      Map<String, Object> both = new LinkedHashMap<>();
      both.put("A", each.apply(control));
      both.put("B", each.apply(treatment));
      return both;
    }
  }

  private static ToDoubleFunction<RawLog.Unit> capped(Cap cap) {
    return unit -> cap.apply(unit.revenue());
  }

  private static double[] values(List<RawLog.Unit> units, ToDoubleFunction<RawLog.Unit> value) {
    return units.stream().mapToDouble(value).toArray();
  }

  private static Moments moments(List<RawLog.Unit> units, ToDoubleFunction<RawLog.Unit> value) {
    return Moments.of(values(units, value));
  }

  private static double sum(List<RawLog.Unit> units, ToDoubleFunction<RawLog.Unit> value) {
    return units.stream().mapToDouble(value).sum();
  }

  private static Map<String, Object> conversion(Arms arms) {
    Map<String, Object> answer =
        arms.of(units ->
            Map.of("n", units.size(), "sum", Math.round(sum(units, EventTables::converted))));
    ContrastResult contrast = contrast(Kind.PROPORTION, arms, EventTables::converted);
    answer.put("relative", test(contrast, each -> each.relativeByDelta(ALPHA)));
    answer.put("absolute", test(contrast, each -> each.absolute(ALPHA)));
    return answer;
  }

  private static double converted(RawLog.Unit unit) {
    return unit.purchases() > 0 ? 1 : 0;
  }

  private static Map<String, Object> revenue(
      Arms arms, ToDoubleFunction<RawLog.Unit> value, boolean squares) {
    Map<String, Object> answer = sums(arms, value);
    if (squares) {
      ToDoubleFunction<RawLog.Unit> square =
          unit -> value.applyAsDouble(unit) * value.applyAsDouble(unit);
      answer.put("A_sum_squares", sum(arms.control(), square));
      answer.put("B_sum_squares", sum(arms.treatment(), square));
    }
    ContrastResult contrast = contrast(Kind.MEAN, arms, value);
    answer.put("relative", test(contrast, each -> each.relativeByDelta(ALPHA)));
    return answer;
  }

  private static Map<String, Object> sums(Arms arms, ToDoubleFunction<RawLog.Unit> value) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("A_sum", sum(arms.control(), value));
    answer.put("B_sum", sum(arms.treatment(), value));
    return answer;
  }

  private static ContrastResult contrast(
      Kind kind, Arms arms, ToDoubleFunction<RawLog.Unit> value) {
    return Contrast.of(
        ArmMean.of(kind, moments(arms.control(), value)),
        ArmMean.of(kind, moments(arms.treatment(), value)));
  }

  /// A part of the answer that cannot be computed is a reason beside the parts that can.
  private static Map<String, Object> test(
      ContrastResult result, Function<Contrast, StudentTest> view) {
    return switch (result) {
      case Refusal refusal -> Map.of("error", Tested.name(refusal.reason()));
      case Contrast contrast -> Tested.test(view.apply(contrast));
    };
  }

  private static Map<String, Object> adjusted(Arms arms) {
    return switch (Cuped.means(withBefore(arms.control()), withBefore(arms.treatment()))) {
      case Refusal refusal -> Map.of("error", Tested.name(refusal.reason()));
      case Adjusted adjusted -> Tested.test(adjusted.contrast().absolute(ALPHA));
    };
  }

  private static JointMoments withBefore(List<RawLog.Unit> units) {
    double[][] rows =
        units.stream()
            .map(unit -> new double[] {unit.revenue(), unit.revenueBefore()})
            .toArray(double[][]::new);
    return JointMoments.of(2, rows);
  }
}
