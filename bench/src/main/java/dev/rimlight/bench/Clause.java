package dev.rimlight.bench;

import java.util.List;
import java.util.Map;

/// One comparison of a rule of the workload; a rule holds if all of its clauses do.
///
/// @param operator one of the few that every peer has: in, equals, endsWith, greaterThan,
///   versionGreaterOrEqual
record Clause(String attribute, String operator, List<Object> values) {
  Map<String, Object> document() {
    return Map.of("attribute", attribute, "operator", operator, "values", values);
  }

  Object value() {
    return values.get(0);
  }
}
