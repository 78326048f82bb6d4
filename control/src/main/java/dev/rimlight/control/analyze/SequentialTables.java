package dev.rimlight.control.analyze;

import java.util.HashMap;
import java.util.Map;

/// The tables about sequential, Bayesian and multiple tests, sample ratios and bandits.
final class SequentialTables {
  private SequentialTables() {}

  static Map<String, ReferenceMethod> methods() {
    Map<String, ReferenceMethod> methods = new HashMap<>();
    methods.put("srm_chi2", RatioTables::chiSquared);
    methods.put("savvi_sequential_srm", RatioTables::sequential);
    methods.put("tea_sample_ratio", RatioTables::twoArms);
    methods.put("msprt", AnytimeTables::mixtureRatio);
    methods.put("gb_sequential", AnytimeTables::confidenceSequence);
    methods.put("multiple_testing", MultiplicityTables::adjusted);
    methods.put("tea_multiplicity", MultiplicityTables::levels);
    methods.put("segment_heterogeneity", MultiplicityTables::heterogeneity);
    methods.put("gb_bayesian", BayesianTables::effect);
    methods.put("beta_binomial_exact", BayesianTables::betaBinomial);
    methods.put("gb_bandit", BayesianTables::bandit);
    methods.put("gsdesign_bounds", GroupSequentialTables::bounds);
    methods.put("spotify_group_sequential", GroupSequentialTables::powerFamily);
    methods.put("avlm_anytime_regression", BoundaryTables::regression);
    methods.put("confseq_bounds", BoundaryTables::timeUniform);
    methods.put("spotify_ztest", ConfidenceTable::answer);
    methods.replaceAll((name, method) -> bounded(method));
    return methods;
  }

  /// The statistics name the value and the bound when an argument is out of range, and special
  /// functions say when they do not converge; for a line of a table that is the reason.
  private static ReferenceMethod bounded(ReferenceMethod method) {
    return input -> {
      try {
        return method.answer(input);
      } catch (IllegalArgumentException | ArithmeticException e) {
        Refused refused = new Refused(String.valueOf(e.getMessage()));
        refused.initCause(e);
        throw refused;
      }
    };
  }
}
