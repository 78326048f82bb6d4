package dev.rimlight.control.analyze;

import dev.rimlight.control.analyze.TableComparison.Tolerances;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The tolerances that the tables state, and why some members are compared otherwise.
final class SequentialTolerances {
  private SequentialTolerances() {}

  static Tolerances of(String table) {
    return switch (table) {
      case "avlm_anytime_regression" ->
          (path, expected) -> Tolerance.relative(path.equals("/g") ? 1e-3 : 1e-10);
      case "confseq_bounds" -> (path, expected) -> Tolerance.relative(1e-6);
      case "beta_binomial_exact" -> SequentialTolerances::betaBinomial;
      case "gb_bandit" -> SequentialTolerances::bandit;
      case "gb_bayesian" -> SequentialTolerances::gbBayesian;
      case "gb_sequential" -> SequentialTolerances::gbSequential;
      case "gsdesign_bounds" -> SequentialTolerances::gsDesign;
      case "spotify_group_sequential" -> (path, expected) -> Tolerance.absolute(2e-3);
      case "msprt" -> (path, expected) -> Tolerance.relative(1e-10);
      case "multiple_testing" -> (path, expected) -> Tolerance.relative(1e-12);
      case "segment_heterogeneity" -> (path, expected) -> Tolerance.relative(1e-9);
      case "tea_multiplicity" -> (path, expected) -> Tolerance.relative(1e-10);
      case "savvi_sequential_srm" -> SequentialTolerances::savvi;
      case "spotify_ztest" -> SequentialTolerances::confidence;
      case "srm_chi2" -> SequentialTolerances::chiSquared;
      case "tea_sample_ratio" -> (path, expected) -> Tolerance.relative(1e-8);
      default -> throw new IllegalArgumentException(table);
    };
  }

  /// The one-sided p of the tool is searched between 1e-5 and 0.4999 and stops at these ends.
  private static @Nullable Tolerance gbSequential(String path, JsonNode expected) {
    boolean oneSidedP = path.contains("one_sided") && path.endsWith("p_value");
    if (oneSidedP) {
      double p = TableComparison.number(expected);
      return p == 1e-5 || p == 0.4999 ? null : Tolerance.absolute(1e-3);
    }
    return new Tolerance(path.endsWith("p_value") ? 1e-8 : 1e-9, 1e-290, 1e-9);
  }

  private static Tolerance savvi(String path, JsonNode expected) {
    return path.endsWith("log_bayes_factor") ? Tolerance.absolute(1e-6) : Tolerance.relative(1e-5);
  }

  /// One tool takes 1 - cdf, which has an error of 1e-16 and more where arms are large.
  private static Tolerance chiSquared(String path, JsonNode expected) {
    return path.endsWith("p_value_spotify") ? Tolerance.absolute(1e-9) : Tolerance.relative(1e-9);
  }

  /// No tolerance is stated for the ends of the credible intervals: they are held to 1e-9.
  private static Tolerance betaBinomial(String path, JsonNode expected) {
    if (path.contains("prob")) {
      return Tolerance.absolute(1e-6);
    }
    return path.contains("loss")
        ? Tolerance.relative(1e-5).orAbsolute(1e-12)
        : Tolerance.relative(1e-9);
  }

  private static Tolerance bandit(String path, JsonNode expected) {
    if (path.contains("posterior")) {
      return Tolerance.relative(1e-10);
    }
    return Tolerance.absolute(path.endsWith("_mc") ? 0.02 : 1e-6);
  }

  private static Tolerance gbBayesian(String path, JsonNode expected) {
    if (path.endsWith("chance_to_win")) {
      return Tolerance.absolute(1e-10);
    }
    if (path.contains("risk")) {
      return Tolerance.relative(1e-6).orAbsolute(1e-12);
    }
    return new Tolerance(1e-10, 1e-290, 1e-9);
  }

  /// The tool's bound of 20 stands for a spend below 1e-16, which it loses in 1 - cdf; ours is the
  /// bound of that spend. Above 6.5 what is left of its spend is good for 1.1e-5 of the bound.
  private static @Nullable Tolerance gsDesign(String path, JsonNode expected) {
    boolean lost = path.equals("/z_bounds") && expected.isNumber() && expected.asDouble() == 20;
    boolean nearlyLost =
        path.equals("/z_bounds") && expected.isNumber() && expected.asDouble() > 6.5;
    return lost ? null : Tolerance.absolute(nearlyLost ? 2e-5 : 1e-5);
  }

  /// The tool's detectable effect is right to one unit of the sample; its bounds at looks, and what
  /// follows from them, to 2e-3 of a standard error; its t quantile to 2e-9 (for 41.17 degrees of
  /// freedom it is 2.019289953, and 2.0192899597 in 30 digits of precision).
  private static Tolerance confidence(String path, JsonNode expected) {
    if (path.endsWith("powered_effect")) {
      return Tolerance.relative(1e-3);
    }
    if (path.endsWith("p-value")) {
      return Tolerance.relative(1e-8);
    }
    return Tolerance.relative(path.contains("ci_") ? 5e-9 : 1e-9);
  }

  /// At looks the corrected interval and level are made of the bounds.
  static Tolerances atLooks(Tolerances usual) {
    return (path, expected) ->
        path.contains("adjusted") ? Tolerance.relative(2e-2) : usual.apply(path, expected);
  }

  /// Relative bounds that divide the absolute ones by the control mean are not ours.
  static Tolerances withoutIntervals(Tolerances usual) {
    return (path, expected) -> path.contains("ci_") ? null : usual.apply(path, expected);
  }
}
