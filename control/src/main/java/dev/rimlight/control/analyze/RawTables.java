package dev.rimlight.control.analyze;

import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.FitResult;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.LinearFit;
import dev.rimlight.stats.LinearFit.Robust;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.ProportionTest;
import dev.rimlight.stats.RatioCheck;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.SampleRatio;
import dev.rimlight.stats.StudentTest;
import java.util.LinkedHashMap;
import java.util.Map;

/// Raw values of units, and real experiments.
final class RawTables {
  private static final double ALPHA = 0.05;

  private RawTables() {}

  static Map<String, Object> moments(Line line) {
    Moments moments = Moments.of(line.numbers("x"));
    Map<String, Object> answer = new LinkedHashMap<>();
    if (moments.units() == 0) {
      throw new Refused(Tested.name(Reason.TOO_FEW_UNITS));
    }
    answer.put("n", moments.units());
    answer.put("mean", moments.mean());
    answer.put("variance", moments.units() < 2 ? Tested.NONE : (Object) moments.variance());
    return answer;
  }

  static Map<String, Object> regression(Line line) {
    double[] y = line.numbers("y");
    return line.has("factor_a") ? factorial(line, y) : adjusted(line, y);
  }

  private static Map<String, Object> factorial(Line line, double[] y) {
    LinearFit fit =
        fitted(LinearFit.factorial(y, line.numbers("factor_a"), line.numbers("factor_b")));
    Map<String, Object> answer = new LinkedHashMap<>();
    String[] names = {"a", "b", "ab"};
    for (int i = 0; i < names.length; i++) {
      answer.put(names[i], fit.coefficient(i + 1));
      answer.put(names[i] + "_se", error(fit, i + 1, Robust.HC2));
    }
    double p = fit.normalP(3, Robust.HC2);
    answer.put("ab_p_z", Double.isFinite(p) ? (Object) p : Tested.NONE);
    return Map.of("HC2", answer);
  }

  private static Map<String, Object> adjusted(Line line, double[] y) {
    double[] treated = line.numbers("treatment");
    double[] before = line.numbers("pre");
    LinearFit lin = fitted(LinearFit.interacted(y, treated, before));
    Map<String, Object> answer = new LinkedHashMap<>();
    for (Robust robust : Robust.values()) {
      Map<String, Object> effect = effect(lin, robust);
      effect.put("interaction", lin.coefficient(3));
      effect.put("interaction_se", error(lin, 3, robust));
      answer.put("lin_" + robust, effect);
    }
    LinearFit plain = fitted(LinearFit.additive(y, treated));
    answer.put("unadjusted_HC2", effect(plain, Robust.HC2));
    LinearFit ancova = fitted(LinearFit.additive(y, treated, before));
    answer.put("ancova_HC2", effect(ancova, Robust.HC2));
    return answer;
  }

  private static Map<String, Object> effect(LinearFit fit, Robust robust) {
    Map<String, Object> effect = new LinkedHashMap<>();
    effect.put("ate", fit.coefficient(1));
    effect.put("se", error(fit, 1, robust));
    return effect;
  }

  private static Object error(LinearFit fit, int column, Robust robust) {
    double error = fit.standardError(column, robust);
    return Double.isFinite(error) ? error : Tested.NONE;
  }

  private static LinearFit fitted(FitResult result) {
    return switch (result) {
      case Refusal refusal -> throw Tested.refused(refusal);
      case LinearFit fit -> fit;
    };
  }

  static Map<String, Object> published(Line line) {
    return switch (line.text("type")) {
      case "proportion" -> publishedProportion(line);
      case "srm" -> publishedRatio(line);
      case "mean_raw" -> publishedMeans(line);
      default -> throw new Refused("input.type == " + line.text("type") + ", is not known");
    };
  }

  private static Map<String, Object> publishedProportion(Line line) {
    ArmMean control = MeanTables.proportionOf(line.at("control"));
    ArmMean treatment = MeanTables.proportionOf(line.at("treatment"));
    Contrast contrast = Tested.computed(Contrast.of(control, treatment));
    StudentTest welch = contrast.absolute(ALPHA);
    StudentTest relative = contrast.relativeByDelta(ALPHA);
    ProportionTest.Pooled pooled =
        ProportionTest.pooled(
            MeanTables.oneProportion(line.at("control")),
            MeanTables.oneProportion(line.at("treatment")));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("control_rate", control.mean());
    answer.put("treatment_rate", treatment.mean());
    answer.put("abs_diff", welch.estimate());
    answer.put("abs_ci95", Tested.ends(welch.interval()));
    answer.put("rel_diff", relative.estimate());
    answer.put("rel_ci95_delta", Tested.ends(relative.interval()));
    answer.put("welch_p", welch.p());
    answer.put("pooled_z", pooled.z());
    answer.put("pooled_p", pooled.p());
    answer.put("control", control.mean());
    answer.put("treatment", treatment.mean());
    answer.put("abs_diff_pp", 100 * welch.estimate());
    answer.put("z", pooled.z());
    answer.put("p", pooled.p());
    answer.put("p_two_sided", pooled.p());
    answer.put("p_one_sided_greater", pooled.pOfGreater());
    answer.put("srm_p_5050", ratioP(new long[] {control.units(), treatment.units()}, 1, 1));
    answer.put("significant", welch.p() < ALPHA);
    return answer;
  }

  private static double ratioP(long[] users, double... weights) {
    return switch (SampleRatio.chiSquared(users, weights)) {
      case Refusal refusal -> throw Tested.refused(refusal);
      case RatioCheck check -> check.p();
    };
  }

  private static Map<String, Object> publishedRatio(Line line) {
    long[] users = line.counts("users");
    double p = ratioP(users, line.numbers("weights"));
    Map<String, Object> answer = new LinkedHashMap<>();
    if (users.length == 2) {
      answer.put("ratio", users[0] == 0 ? Tested.NONE : (Object) ((double) users[1] / users[0]));
    }
    answer.put("p", p);
    answer.put("significant", p < SampleRatio.FAILED_BELOW);
    return answer;
  }

  private static Map<String, Object> publishedMeans(Line line) {
    ArmMean control = ArmMean.of(Kind.MEAN, Moments.of(line.numbers("control")));
    ArmMean treatment = ArmMean.of(Kind.MEAN, Moments.of(line.numbers("treatment")));
    StudentTest welch = Tested.computed(Contrast.of(control, treatment)).absolute(ALPHA);
    Interval interval = welch.interval();
    // Published the other way round: control minus treatment.
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("t", -welch.statistic());
    answer.put("dof", welch.degreesOfFreedom());
    answer.put("p", welch.p());
    answer.put(
        "ci_control_minus_treatment", Tested.ends(new Interval(-interval.high(), -interval.low())));
    answer.put("significant", welch.p() < ALPHA);
    return answer;
  }
}
