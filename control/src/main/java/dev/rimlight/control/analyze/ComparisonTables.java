package dev.rimlight.control.analyze;

import dev.rimlight.stats.Adjusted;
import dev.rimlight.stats.AdjustedResult;
import dev.rimlight.stats.Alternative;
import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.ArmResult;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.Cuped;
import dev.rimlight.stats.ExactTest;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.MeanComparison;
import dev.rimlight.stats.OneProportion;
import dev.rimlight.stats.ProportionIntervals;
import dev.rimlight.stats.ProportionTest;
import dev.rimlight.stats.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two arms by the classical tests and intervals, one- and two-sided.
final class ComparisonTables {
  /// Below this many units an exact test is affordable and the default.
  private static final long EXACT_BELOW = 1_000;

  /// Up to this many units in both arms the unconditional exact tests are shown.
  private static final long EXACT_SHOWN_UP_TO = 200;

  /// Up to this many units in both arms Fisher's test is shown.
  private static final long FISHER_SHOWN_UP_TO = 100_000;

  private ComparisonTables() {}

  static Map<String, Object> means(Line line) {
    Pair arms = arms(line);
    MeanComparison comparison =
        new MeanComparison(
            alternative(line),
            line.flag("equal_var"),
            line.flag("use_t"),
            1 - line.number("confidence_level"));
    MeanComparison.Outcome difference = comparison.difference(arms.control(), arms.treatment());
    Interval lift = comparison.liftOnLogScale(arms.control(), arms.treatment());
    Map<String, Object> answer = arms.effects();
    answer.put("effect_size_ci_lower", difference.low());
    answer.put("effect_size_ci_upper", difference.high());
    answer.put("rel_effect_size_ci_lower", lift.low());
    answer.put("rel_effect_size_ci_upper", lift.high());
    answer.put("pvalue", difference.p());
    answer.put("statistic", difference.statistic());
    return answer;
  }

  static Alternative alternative(Line line) {
    String asked = line.text("alternative");
    return switch (asked) {
      case "two-sided" -> Alternative.TWO_SIDED;
      case "greater" -> Alternative.LARGER;
      case "less" -> Alternative.SMALLER;
      default -> throw new Refused("input.alternative == " + asked + ", is not known");
    };
  }

  private record Pair(ArmMean control, ArmMean treatment) {
    Map<String, Object> effects() {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("control", control.mean());
      answer.put("treatment", treatment.mean());
      answer.put("effect_size", treatment.mean() - control.mean());
      answer.put("rel_effect_size", treatment.mean() / control.mean() - 1);
      return answer;
    }
  }

  private static Pair arms(Line line) {
    String metric = line.text("metric");
    Line columns = line.at("columns");
    List<String> names =
        switch (metric) {
          case "mean" -> List.of("numerator");
          case "mean_cuped" -> List.of("numerator", "pre_numerator");
          case "ratio" -> List.of("numerator", "denominator");
          case "ratio_cuped" ->
              List.of("numerator", "denominator", "pre_numerator", "pre_denominator");
          default -> throw new Refused("input.metric == " + metric + ", is not known");
        };
    List<String> read = names.stream().map(columns::text).toList();
    JointMoments control = joint(line.at("control"), read);
    JointMoments treatment = joint(line.at("treatment"), read);
    return switch (metric) {
      case "mean" -> testable(ArmMean.of(control, 0), ArmMean.of(treatment, 0));
      case "ratio" -> testable(ArmMean.ofRatio(control, 0, 1), ArmMean.ofRatio(treatment, 0, 1));
      case "mean_cuped" -> adjusted(Cuped.means(control, treatment));
      default -> adjusted(Cuped.pooledRatios(control, treatment));
    };
  }

  private static JointMoments joint(Line arm, List<String> names) {
    int count = names.size();
    double[] means = new double[count];
    double[][] covariances = new double[count][count];
    for (int i = 0; i < count; i++) {
      means[i] = arm.at("mean").number(names.get(i));
      covariances[i][i] = arm.at("var").number(names.get(i));
      for (int j = 0; j < i; j++) {
        String name = names.get(j) + "|" + names.get(i);
        String swapped = names.get(i) + "|" + names.get(j);
        covariances[i][j] = arm.at("cov").number(arm.at("cov").has(name) ? name : swapped);
      }
    }
    return JointMoments.ofCovariances(arm.count("n"), means, covariances);
  }

  private static Pair testable(ArmResult control, ArmResult treatment) {
    Tested.computed(Contrast.of(control, treatment));
    return new Pair((ArmMean) control, (ArmMean) treatment);
  }

  private static Pair adjusted(AdjustedResult result) {
    return switch (result) {
      case Refusal refusal -> throw Tested.refused(refusal);
      case Adjusted adjusted -> new Pair(adjusted.control(), adjusted.treatment());
    };
  }

  static Map<String, Object> proportions(Line line) {
    OneProportion control = MeanTables.oneProportion(line.at("control"));
    OneProportion treatment = MeanTables.oneProportion(line.at("treatment"));
    Alternative alternative = alternative(line);
    boolean continuity = line.flag("correction");
    boolean pooled = line.flag("equal_var");
    Map<String, Object> answer = new LinkedHashMap<>();
    double p0 = (double) control.successes() / control.units();
    double p1 = (double) treatment.successes() / treatment.units();
    answer.put("control", p0);
    answer.put("treatment", p1);
    answer.put("effect_size", p1 - p0);
    answer.put("effect_size_ci_lower", Double.NaN);
    answer.put("effect_size_ci_upper", Double.NaN);
    answer.put("rel_effect_size", p0 == 0 ? Tested.NONE : p1 / p0 - 1);
    answer.put("rel_effect_size_ci_lower", Double.NaN);
    answer.put("rel_effect_size_ci_upper", Double.NaN);
    String asked = line.text("method");
    boolean exact = control.units() + treatment.units() < EXACT_BELOW;
    String method = asked.equals("auto") ? (exact ? "barnard" : "norm") : asked;
    if (method.equals("norm")) {
      double alpha = 1 - line.number("confidence_level");
      ProportionTest test = new ProportionTest(alternative, alpha, continuity, pooled);
      ProportionTest.Outcome outcome = present(test.of(control, treatment));
      answer.put("effect_size_ci_lower", outcome.difference().low());
      answer.put("effect_size_ci_upper", outcome.difference().high());
      Optional<Interval> lift = outcome.lift();
      answer.put("rel_effect_size_ci_lower", lift.<Object>map(Interval::low).orElse(Tested.NONE));
      answer.put("rel_effect_size_ci_upper", lift.<Object>map(Interval::high).orElse(Tested.NONE));
      answer.put("pvalue", outcome.p());
      return answer;
    }
    answer.put(
        "pvalue",
        switch (method) {
          case "barnard" -> ExactTest.barnard(control, treatment, alternative, pooled);
          case "boschloo" -> ExactTest.boschloo(control, treatment, alternative);
          case "fisher" -> ExactTest.fisher(control, treatment, alternative);
          case "pearson" -> present(ProportionTest.pearson(control, treatment, continuity));
          case "log-likelihood" ->
              present(ProportionTest.likelihoodRatio(control, treatment, continuity));
          default -> throw new Refused("input.method == " + method + ", is not known");
        });
    return answer;
  }

  private static <T> T present(Optional<T> result) {
    return result.orElseThrow(() -> new Refused("no variance"));
  }

  static Map<String, Object> smallSamples(Line line) {
    OneProportion control = MeanTables.oneProportion(line.at("control"));
    OneProportion treatment = MeanTables.oneProportion(line.at("treatment"));
    double alpha = line.alpha();
    ProportionIntervals both = new ProportionIntervals(control, treatment, alpha);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("diff.newcomb", Tested.ends(both.newcombe()));
    answer.put("diff.agresti-caffo", Tested.ends(both.agrestiCaffo()));
    answer.put("diff.score", ends(both.differenceScore()));
    answer.put("diff.wald", Tested.ends(both.wald()));
    answer.put("ratio.log", ends(both.ratioLog()));
    answer.put("ratio.log-adjusted", Tested.ends(both.ratioLogAdjusted()));
    answer.put("ratio.score", both.ratioScore().map(Tested::ends).orElse(UNDETERMINED));
    answer.put("odds-ratio.logit", ends(both.oddsLogit()));
    answer.put("odds-ratio.logit-adjusted", Tested.ends(both.oddsLogitAdjusted()));
    answer.put("odds-ratio.score", ends(both.oddsScore()));
    answer.put("single_control.wilson", Tested.ends(control.wilson(alpha)));
    answer.put("single_control.beta", Tested.ends(control.clopperPearson(alpha)));
    answer.put("single_control.jeffreys", Tested.ends(control.jeffreys(alpha)));
    answer.put("single_control.agresti_coull", Tested.ends(control.agrestiCoull(alpha)));
    ProportionTest pooled = new ProportionTest(Alternative.TWO_SIDED, alpha, false, true);
    answer.put(
        "pooled_z_p_value",
        pooled.of(control, treatment).map(ProportionTest.Outcome::p).orElse(Double.NaN));
    long units = control.units() + treatment.units();
    if (units <= FISHER_SHOWN_UP_TO) {
      answer.put("fisher_p_value", ExactTest.fisher(control, treatment, Alternative.TWO_SIDED));
    }
    if (units <= EXACT_SHOWN_UP_TO) {
      answer.put("boschloo_p_value", ExactTest.boschloo(control, treatment, Alternative.TWO_SIDED));
      answer.put(
          "barnard_p_value", ExactTest.barnard(control, treatment, Alternative.TWO_SIDED, true));
    }
    return answer;
  }

  private static final List<Double> UNDETERMINED = List.of(Double.NaN, Double.NaN);

  /// The tables' word for an interval that does not exist.
  private static Object ends(Optional<Interval> interval) {
    return interval.<Object>map(Tested::ends).orElse("error");
  }
}
