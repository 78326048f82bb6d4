package dev.rimlight.control.analyze;

import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.MeanComparison;
import dev.rimlight.stats.Power;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.SampleSize;
import dev.rimlight.stats.SampleSize.Comparisons;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Power, detectable effects and sample sizes, before the start and while an experiment runs.
final class PowerTables {
  private PowerTables() {}

  static Map<String, Object> meanPower(Line line) {
    double mean = line.number("mean");
    double variance = line.number("var");
    double ratio = line.number("ratio");
    MeanComparison comparison =
        new MeanComparison(
            ComparisonTables.alternative(line),
            line.flag("equal_var"),
            line.flag("use_t"),
            line.number("alpha"));
    String asked = line.text("solve_for");
    double power = asked.equals("power") ? 0 : share(line, "power");
    double units = asked.equals("n_obs") ? 0 : line.number("n_obs");
    boolean solvesEffect = asked.equals("effect_size") || asked.equals("rel_effect_size");
    double effect = solvesEffect ? 0 : effect(line, mean);
    switch (asked) {
      case "power" -> power = comparison.power(variance, units, ratio, effect);
      case "effect_size", "rel_effect_size" ->
          effect = comparison.effect(variance, units, ratio, power);
      case "n_obs" -> units = Math.ceil(comparison.units(variance, ratio, effect, power));
      default -> throw new Refused("input.solve_for == " + asked + ", is not known");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("power", power);
    answer.put("effect_size", effect);
    answer.put("rel_effect_size", mean == 0 ? Tested.NONE : (Object) (effect / mean));
    answer.put("n_obs", (long) units);
    return answer;
  }

  private static double effect(Line line, double mean) {
    return line.has("effect_size")
        ? line.number("effect_size")
        : line.number("rel_effect_size") * mean;
  }

  private static double atLeastOne(Line line, String name) {
    long count = line.count(name);
    if (count < 1) {
      throw new Refused("input." + name + " == " + count + ", must be >= 1");
    }
    return count;
  }

  private static double share(Line line, String name) {
    double share = line.number(name);
    if (!(share > 0 && share < 1)) {
      throw new Refused("input." + name + " == " + share + ", must be in (0, 1)");
    }
    return share;
  }

  static Map<String, Object> plan(Line line) {
    double alpha = line.alpha();
    double power = share(line, "target_power");
    double lift = line.number("relative_effect");
    String engine = line.text("engine");
    double perArm = line.number("total_users") / atLeastOne(line, "n_variations");
    double variation = variation(line.at("metric"));
    boolean fixed = engine.equals("fixed");
    boolean sequential = engine.equals("sequential");
    Power.Plan plan =
        new Power.Plan(
            variation,
            perArm,
            switch (engine) {
              case "fixed" -> new Power.Fixed(alpha);
              case "sequential" ->
                  new Power.Sequence(alpha, line.number("sequential_tuning_parameter"));
              case "bayes_flat", "bayes_proper" -> prior(line, alpha);
              default -> throw new Refused("input.engine == " + engine + ", is not known");
            });
    OptionalDouble smallest =
        power <= alpha && (fixed || sequential)
            ? OptionalDouble.empty()
            : fixed
                ? plan.liftOfOneTail(power)
                : sequential ? plan.liftRescaled(power, alpha) : plan.smallestLift(power);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("power", sequential ? plan.powerRescaled(lift, alpha) : plan.power(lift));
    answer.put(
        "mde_relative", smallest.isPresent() ? (Object) smallest.getAsDouble() : Tested.NONE);
    answer.put(
        "mde_error",
        smallest.isPresent() ? Tested.NONE : (Object) Tested.name(Reason.POWER_OUT_OF_REACH));
    return answer;
  }

  private static double variation(Line metric) {
    String type = metric.text("type");
    double mean = metric.number(type.equals("mean") ? "mean" : "conversion_rate");
    double variance =
        switch (type) {
          case "mean" -> metric.number("standard_deviation") * metric.number("standard_deviation");
          case "binomial" -> mean * (1 - mean);
          default -> throw new Refused("input.metric.type == " + type + ", is not known");
        };
    if (mean == 0) {
      throw new Refused(Tested.name(Reason.CONTROL_MEAN_ZERO));
    }
    if (!(variance > 0)) {
      throw new Refused(Tested.name(Reason.NO_VARIANCE));
    }
    return variance / (mean * mean);
  }

  private static Power.Rule prior(Line line, double alpha) {
    Line prior = line.at("prior");
    return prior.flag("proper")
        ? new Power.Posterior(alpha, prior.number("mean"), prior.number("sd"))
        : new Power.Fixed(alpha);
  }

  static Map<String, Object> running(Line line) {
    ArmMean control = MeanTables.proportionOf(line.at("control"));
    ArmMean treatment = MeanTables.proportionOf(line.at("treatment"));
    Contrast contrast = Tested.computed(Contrast.of(control, treatment));
    double metrics = atLeastOne(line, "num_goal_metrics");
    double tests = (line.count("num_variations") - 1) * metrics;
    double alpha = line.flag("p_value_corrected") ? line.alpha() / tests : line.alpha();
    double power = Math.pow(share(line, "target_power"), 1 / metrics);
    double lift = Math.abs(line.number("target_mde_relative"));
    double units = (double) control.units() + treatment.units();
    Power.Running running =
        new Power.Running(Math.sqrt(contrast.deltaVariance()), units, rule(line, alpha));
    OptionalDouble missing = running.missing(lift, power);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("power_now", running.power(lift, 0));
    answer.put(
        "scaling_factor", missing.isPresent() ? (Object) missing.getAsDouble() : Tested.NONE);
    boolean more = missing.orElse(0) > 0;
    answer.put("additional_users", more ? (Object) (missing.getAsDouble() * units) : Tested.NONE);
    answer.put("status", missing.isPresent() ? "successful" : "unsuccessful");
    return answer;
  }

  private static Power.Rule rule(Line line, double alpha) {
    if (line.has("prior") && line.at("prior").flag("proper")) {
      Line prior = line.at("prior");
      return new Power.Posterior(alpha, prior.number("mean"), Math.sqrt(prior.number("variance")));
    }
    return line.flag("sequential")
        ? new Power.Sequence(alpha, line.number("sequential_tuning_parameter"))
        : new Power.Fixed(alpha);
  }

  /// The table holds three calculators, told apart by their members.
  static Map<String, Object> sampleSize(Line line) {
    if (line.has("n1")) {
      return pooledPower(line);
    }
    return line.has("treatment_weights") ? required(line) : onAverage(line);
  }

  private static Map<String, Object> pooledPower(Line line) {
    double n1 = line.number("n1");
    double n2 = line.number("n2");
    double standardError = Math.sqrt(line.number("var") * (1 / n1 + 1 / n2));
    double effect = Math.abs(line.number("mde"));
    return Map.of("power", Power.of(new Power.Fixed(line.alpha()), effect, standardError, n1 + n2));
  }

  private static Map<String, Object> required(Line line) {
    double mean = line.number("avg");
    double variance = line.number("var");
    boolean marginal = line.has("relative_nim");
    boolean oneSided = line.has("preferred_direction");
    double size = Math.abs(mean) * line.number(marginal ? "relative_nim" : "relative_mde");
    boolean falls = oneSided && line.text("preferred_direction").equals("decrease");
    double effect = falls ? -size : size;
    double expected = mean + effect;
    boolean changes = line.flag("is_binary") && !marginal;
    double[] weights = line.numbers("treatment_weights");
    String correction = line.text("correction");
    int comparisons =
        switch (correction) {
          case "bonferroni" -> weights.length - 1;
          case "none" -> 1;
          default -> throw new Refused("input.correction == " + correction + ", is not known");
        };
    SampleSize needed =
        new SampleSize(line.alpha(), oneSided ? 1 : 2, comparisons, share(line, "power"));
    double treatment = changes ? expected * (1 - expected) : variance;
    return Map.of(
        "required_sample_size_total",
        needed.units(effect, new Power.Variances(variance, treatment), weights));
  }

  private static Map<String, Object> onAverage(Line line) {
    String metric = line.text("metric");
    double variance =
        switch (metric) {
          case "binomial" -> line.number("baseline") * (1 - line.number("baseline"));
          case "continuous" -> line.number("baseline_variance");
          default -> throw new Refused("input.metric == " + metric + ", is not known");
        };
    int arms = Math.toIntExact(line.count("treatments_incl_control"));
    Comparisons compared =
        switch (line.text("comparisons")) {
          case "control_vs_all" -> Comparisons.CONTROL_VS_ALL;
          case "all_vs_all" -> Comparisons.ALL_VS_ALL;
          default ->
              throw new Refused(
                  "input.comparisons == " + line.text("comparisons") + ", is not known");
        };
    int comparisons = line.flag("bonferroni") ? compared.count(arms) : 1;
    double units =
        new SampleSize(line.alpha(), 2, comparisons, share(line, "power"))
            .unitsOnAverage(line.number("absolute_mde"), variance, compared, arms);
    double[] shares = compared.shares(arms);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("n_total", (long) units);
    answer.put(
        "n_per_group",
        Arrays.stream(shares).mapToLong(share -> (long) Math.ceil(share * units)).toArray());
    answer.put("allocation", shares);
    return answer;
  }
}
