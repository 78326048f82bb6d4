package dev.rimlight.control.analyze;

import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.ContrastResult;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.StudentTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.NullNode;

/// Results in the words of the tables.
final class Tested {
  /// What the tables have where there is no number.
  static final Object NONE = NullNode.getInstance();

  private Tested() {}

  static Contrast computed(ContrastResult result) {
    return switch (result) {
      case Refusal refusal -> throw refused(refusal);
      case Contrast contrast -> contrast;
    };
  }

  static Refused refused(Refusal refusal) {
    return new Refused(name(refusal.reason()));
  }

  static String name(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Both views of a contrast, as the tables of one platform have them.
  static Map<String, Object> both(Contrast contrast, double alpha) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("relative", test(contrast.relativeByDelta(alpha)));
    both.put("absolute", test(contrast.absolute(alpha)));
    return both;
  }

  static Map<String, Object> test(StudentTest test) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("estimate", test.estimate());
    answer.put("standard_error", test.standardError());
    answer.put("ci_lower", test.interval().low());
    answer.put("ci_upper", test.interval().high());
    answer.put("p_value", test.p());
    answer.put("error", NONE);
    answer.put("dof", test.degreesOfFreedom());
    answer.put("t_statistic", test.statistic());
    answer.put("p_value_precise", test.p());
    return answer;
  }

  static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }
}
