package dev.rimlight.control.analyze;

import dev.rimlight.stats.AnytimeT;
import dev.rimlight.stats.EmpiricalProcessBoundary;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.MixtureMartingale;
import dev.rimlight.stats.ProportionSequence;
import dev.rimlight.stats.StitchedBoundary;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Boundaries that a sum or a coefficient stays under for all time.
final class BoundaryTables {
  private static final double USUAL_ALPHA = 0.05;

  private BoundaryTables() {}

  static Map<String, Object> regression(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    return switch (input.text("function")) {
      case "radius" -> radius(input);
      case "log_G_t" -> {
        AnytimeT test = new AnytimeT(input.number("g"), input.number("n"), input.number("nu"));
        double squared = input.number("t2");
        yield new Answer()
            .with("log_e_value", test.logEvidence(squared))
            .with("p_value", test.p(squared))
            .members();
      }
      case "optimal_g" -> {
        double n = input.number("n");
        double degreesOfFreedom = n - input.number("number_of_coefficients");
        double g = AnytimeT.tightest(n, degreesOfFreedom, input.number("alpha"));
        yield new Answer().with("g", g).members();
      }
      default -> throw unknown(input);
    };
  }

  private static Map<String, Object> radius(CaseInput input) {
    double n = input.number("n");
    double alpha = input.number("alpha");
    AnytimeT test = new AnytimeT(input.number("g"), n, n - input.number("number_of_coefficients"));
    return new Answer()
        .with("t_radius", test.radius(alpha))
        .with("z_radius", test.radiusOfKnownVariance(alpha))
        .members();
  }

  static Map<String, Object> timeUniform(JsonNode node) {
    CaseInput input = CaseInput.of(node);
    return switch (input.text("function")) {
      case "normal_mixture_bound" -> bound(input, normal(input));
      case "normal_log_mixture" -> logarithm(input, normal(input));
      case "gamma_exponential_mixture_bound" -> bound(input, gammaExponential(input));
      case "gamma_exponential_log_mixture" -> logarithm(input, gammaExponential(input));
      case "beta_binomial_mixture_bound" -> bound(input, betaBinomial(input));
      case "beta_binomial_log_mixture" -> logarithm(input, betaBinomial(input));
      case "poly_stitching_bound" ->
          bound(
              stitching(input)
                  .ofSum(
                      input.number("v"),
                      input.number("alpha"),
                      input.number("v_min"),
                      input.number("c", 0)));
      case "double_stitching_bound" ->
          bound(
              stitching(input)
                  .ofQuantile(
                      input.number("quantile_p"),
                      input.number("t"),
                      input.number("alpha"),
                      input.number("t_opt"),
                      input.number("delta", 0.5)));
      case "empirical_process_lil_bound" ->
          bound(
              EmpiricalProcessBoundary.of(
                      input.number("alpha"), input.number("t_min"), input.number("A", 0.85))
                  .bound(input.number("t")));
      case "bernoulli_confidence_interval" -> proportion(input);
      default -> throw unknown(input);
    };
  }

  private static Map<String, Object> proportion(CaseInput input) {
    Interval interval =
        new ProportionSequence(input.number("t_opt"), tuningAlpha(input))
            .interval(
                input.count("num_successes"), input.count("num_trials"), input.number("alpha"));
    return new Answer().with("lower", interval.low()).with("upper", interval.high()).members();
  }

  private static MixtureMartingale normal(CaseInput input) {
    double v = input.number("v_opt");
    return oneSided(input)
        ? MixtureMartingale.OneSidedNormal.tightestAt(v, tuningAlpha(input))
        : MixtureMartingale.TwoSidedNormal.tightestAt(v, tuningAlpha(input));
  }

  private static MixtureMartingale gammaExponential(CaseInput input) {
    return MixtureMartingale.GammaExponential.tightestAt(
        input.number("v_opt"), tuningAlpha(input), input.number("c"));
  }

  private static MixtureMartingale betaBinomial(CaseInput input) {
    return MixtureMartingale.BetaBinomial.tightestAt(
        input.number("v_opt"),
        tuningAlpha(input),
        input.number("g"),
        input.number("h"),
        oneSided(input));
  }

  private static boolean oneSided(CaseInput input) {
    return !input.has("is_one_sided") || input.flag("is_one_sided");
  }

  private static double tuningAlpha(CaseInput input) {
    return input.number("alpha_opt", USUAL_ALPHA);
  }

  private static StitchedBoundary stitching(CaseInput input) {
    return new StitchedBoundary(input.number("s", 1.4), input.number("eta", 2));
  }

  private static Map<String, Object> bound(CaseInput input, MixtureMartingale mixture) {
    return bound(mixture.bound(input.number("v"), input.number("alpha")));
  }

  private static Map<String, Object> bound(double bound) {
    return new Answer().with("bound", bound).members();
  }

  private static Map<String, Object> logarithm(CaseInput input, MixtureMartingale mixture) {
    double logarithm = mixture.logarithm(input.number("s"), input.number("v"));
    return new Answer().with("log_mixture", logarithm).members();
  }

  private static Refused unknown(CaseInput input) {
    return new Refused("input.function == \"" + input.text("function") + "\", is not known");
  }
}
