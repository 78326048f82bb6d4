package dev.rimlight.control.analyze;

import java.util.Map;

/// The tables about sequential, Bayesian and multiple tests, sample ratios and bandits.
final class SequentialTables {
  private SequentialTables() {}

  static Map<String, ReferenceMethod> methods() {
    return Map.of();
  }
}
