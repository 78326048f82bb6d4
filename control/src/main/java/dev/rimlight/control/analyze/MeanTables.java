package dev.rimlight.control.analyze;

import dev.rimlight.stats.Adjusted;
import dev.rimlight.stats.AdjustedResult;
import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.ArmResult;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.Cuped;
import dev.rimlight.stats.Fieller;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.OneProportion;
import dev.rimlight.stats.PostStratification;
import dev.rimlight.stats.PostStratification.Stratum;
import dev.rimlight.stats.Quantile;
import dev.rimlight.stats.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Two arms by their sums: means, proportions, ratios, quantiles, adjusted and stratified.
final class MeanTables {
  private MeanTables() {}

  static Map<String, Object> mean(Line line) {
    return plain(line, MeanTables::meanOf);
  }

  static Map<String, Object> proportion(Line line) {
    return plain(line, MeanTables::proportionOf);
  }

  static Map<String, Object> ratio(Line line) {
    return plain(line, arm -> ArmMean.ofRatio(ratioSums(arm), 0, 1));
  }

  private static Map<String, Object> plain(Line line, Function<Line, ArmResult> arm) {
    return Tested.both(contrast(line, arm), line.alpha());
  }

  private static Contrast contrast(Line line, Function<Line, ArmResult> arm) {
    return Tested.computed(
        Contrast.of(arm.apply(line.at("control")), arm.apply(line.at("treatment"))));
  }

  static ArmMean meanOf(Line arm) {
    return ArmMean.of(
        Kind.MEAN,
        Moments.ofSums(
            arm.count("n"),
            arm.number("sum"),
            arm.number("sum_squares"),
            Moments.NON_ZERO_UNKNOWN));
  }

  static ArmMean proportionOf(Line arm) {
    return ArmMean.of(Kind.PROPORTION, Moments.ofProportion(arm.count("n"), arm.count("sum")));
  }

  static OneProportion oneProportion(Line arm) {
    return new OneProportion(arm.count("sum"), arm.count("n"));
  }

  private static JointMoments meanSums(Line arm, String sum, String squares) {
    return JointMoments.ofSums(
        arm.count("n"), new double[] {arm.number(sum)}, new double[][] {{arm.number(squares)}});
  }

  private static JointMoments ratioSums(Line arm) {
    return pair(arm, "m", "d", "m_d_sum_of_products");
  }

  private static JointMoments covariateSums(Line arm) {
    return pair(arm, "post", "pre", "post_pre_sum_of_products");
  }

  private static JointMoments pair(Line arm, String first, String second, String products) {
    return JointMoments.ofSums(
        arm.count("n"),
        new double[] {arm.number(first + "_sum"), arm.number(second + "_sum")},
        new double[][] {
          {arm.number(first + "_sum_squares")},
          {arm.number(products), arm.number(second + "_sum_squares")}
        });
  }

  static Map<String, Object> cupedMean(Line line) {
    JointMoments control = covariateSums(line.at("control"));
    JointMoments treatment = covariateSums(line.at("treatment"));
    boolean binomial = line.has("binomial") && line.flag("binomial");
    Map<String, Object> answer =
        adjusted(
            line,
            binomial ? Cuped.proportions(control, treatment) : Cuped.means(control, treatment));
    Kind kind = binomial ? Kind.PROPORTION : Kind.MEAN;
    Contrast plain =
        Tested.computed(Contrast.of(unadjusted(kind, control), unadjusted(kind, treatment)));
    answer.put("unadjusted", Tested.both(plain, line.alpha()));
    return answer;
  }

  private static ArmMean unadjusted(Kind kind, JointMoments arm) {
    double mean = arm.mean(0);
    return switch (kind) {
      case PROPORTION -> new ArmMean(arm.units(), mean, mean * (1 - mean));
      case MEAN -> ArmMean.of(arm, 0);
    };
  }

  static Map<String, Object> cupedRatio(Line line) {
    return adjusted(
        line, Cuped.ratios(linkedSums(line.at("control")), linkedSums(line.at("treatment"))));
  }

  private static Map<String, Object> adjusted(Line line, AdjustedResult result) {
    return switch (result) {
      case Refusal refusal -> throw Tested.refused(refusal);
      case Adjusted adjusted -> {
        Map<String, Object> answer = Tested.both(adjusted.contrast(), line.alpha());
        answer.put("theta", adjusted.theta().getFirst());
        yield answer;
      }
    };
  }

  /// Numerator and denominator of both periods.
  private static JointMoments linkedSums(Line arm) {
    String[] names = {"m_post", "d_post", "m_pre", "d_pre"};
    double[] sums = new double[names.length];
    double[][] products = new double[names.length][names.length];
    for (int i = 0; i < names.length; i++) {
      sums[i] = arm.number(names[i] + "_sum");
      products[i][i] = arm.number(names[i] + "_sum_squares");
      for (int j = 0; j < i; j++) {
        String name = names[j] + "_" + names[i] + "_sum_of_products";
        String swapped = names[i] + "_" + names[j] + "_sum_of_products";
        products[i][j] = arm.number(arm.has(name) ? name : swapped);
      }
    }
    return JointMoments.ofSums(arm.count("n"), sums, products);
  }

  static Map<String, Object> postStratified(Line line) {
    List<Line> strata = line.list("strata");
    Contrast contrast =
        Tested.computed(
            switch (line.text("kind")) {
              case "proportion" ->
                  PostStratification.means(
                      Kind.PROPORTION, strata(strata, arm -> meanSums(arm, "sum", "sum")));
              case "mean" ->
                  PostStratification.means(
                      Kind.MEAN, strata(strata, arm -> meanSums(arm, "sum", "sum_squares")));
              case "cuped" ->
                  PostStratification.adjustedMeans(strata(strata, MeanTables::covariateSums));
              case "ratio" -> PostStratification.ratios(strata(strata, MeanTables::ratioSums));
              default -> throw new Refused("input.kind == " + line.text("kind") + ", is not known");
            });
    Map<String, Object> answer = new LinkedHashMap<>();
    Tested.both(contrast, line.alpha()).forEach((view, test) -> answer.put(view, applied(test)));
    return answer;
  }

  private static Object applied(Object test) {
    Map<String, Object> answer = new LinkedHashMap<>();
    ((Map<?, ?>) test).forEach((name, value) -> answer.put(String.valueOf(name), value));
    answer.put("post_stratification_applied", true);
    return answer;
  }

  private static List<Stratum> strata(List<Line> strata, Function<Line, JointMoments> arm) {
    return strata.stream()
        .map(each -> new Stratum(arm.apply(each.at("control")), arm.apply(each.at("treatment"))))
        .toList();
  }

  static Map<String, Object> quantile(Line line) {
    boolean clustered = line.flag("clustered");
    double level = line.number("quantile_level");
    ArmMean control = quantileOf(line.at("control"), level, clustered);
    ArmMean treatment = quantileOf(line.at("treatment"), level, clustered);
    Map<String, Object> answer =
        Tested.both(Tested.computed(Contrast.of(control, treatment)), line.alpha());
    answer.put("variance_control", control.unitVariance());
    answer.put("variance_treatment", treatment.unitVariance());
    return answer;
  }

  private static ArmMean quantileOf(Line arm, double level, boolean clustered) {
    Quantile quantile =
        new Quantile(
            level,
            arm.count("n"),
            arm.count("n_star"),
            arm.number("quantile_hat"),
            arm.number("quantile_lower"),
            arm.number("quantile_upper"));
    ArmResult result = clustered ? quantile.arm(clusters(arm)) : quantile.arm();
    return switch (result) {
      case Refusal refusal -> throw Tested.refused(refusal);
      case ArmMean mean -> mean;
    };
  }

  private static JointMoments clusters(Line arm) {
    return JointMoments.ofSums(
        arm.count("n_clusters"),
        new double[] {arm.number("main_sum"), arm.number("denominator_sum")},
        new double[][] {
          {arm.number("main_sum_squares")},
          {arm.number("main_denominator_sum_product"), arm.number("denominator_sum_squares")}
        });
  }

  static Map<String, Object> fieller(Line line) {
    double difference = line.number("difference");
    double controlMean = line.number("control_mean_unadjusted");
    Fieller fieller =
        new Fieller(
            difference,
            controlMean,
            line.number("var_difference"),
            line.number("var_control_mean"),
            line.number("cov_difference_control"));
    double critical = line.number("critical_value");
    Map<String, Object> answer = new LinkedHashMap<>();
    Optional<Interval> relative = fieller.relative(critical);
    Optional<Interval> excluded = fieller.excluded(critical);
    answer.put(
        "type",
        relative.isPresent() ? "interval" : excluded.isPresent() ? "complement" : "whole_line");
    excluded.ifPresent(gap -> {
      answer.put("excluded_from", gap.low());
      answer.put("excluded_to", gap.high());
    });
    answer.put("lower", relative.<Object>map(Interval::low).orElse(Tested.NONE));
    answer.put("upper", relative.<Object>map(Interval::high).orElse(Tested.NONE));
    answer.put("estimate", controlMean == 0 ? Tested.NONE : difference / Math.abs(controlMean));
    answer.put("absolute_ci", Tested.ends(fieller.absolute(critical)));
    return answer;
  }
}
