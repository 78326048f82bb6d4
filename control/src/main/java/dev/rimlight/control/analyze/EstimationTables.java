package dev.rimlight.control.analyze;

import java.util.Map;

/// The tables about estimates, tests and power at one look.
final class EstimationTables {
  private EstimationTables() {}

  static Map<String, ReferenceMethod> methods() {
    return Map.of();
  }
}
