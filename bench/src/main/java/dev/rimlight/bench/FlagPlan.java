package dev.rimlight.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A flag of the workload, before it is written for one engine or another. Its values are its
/// variants' keys.
///
/// @param weights the variants that the default shares visitors out to, with percentages; one with
///   100 is no split
record FlagPlan(
    String key, List<String> variants, List<RulePlan> rules, Map<String, Integer> weights) {
  record RulePlan(List<Clause> clauses, String variant) {}

  private static final int WHOLE = 100_000;

  boolean splits() {
    return weights.size() > 1;
  }

  String firstWeighted() {
    return weights.keySet().iterator().next();
  }

  /// The flag as spec/openapi.yaml has it.
  Map<String, Object> document() {
    List<Map<String, Object>> ruleDocuments = new ArrayList<>();
    for (RulePlan rule : rules) {
      List<Map<String, Object>> parts = rule.clauses().stream().map(Clause::document).toList();
      ruleDocuments.add(
          Map.of(
              "id",
              "rule-" + (ruleDocuments.size() + 1),
              "when",
              parts.size() == 1 ? parts.get(0) : Map.of("all", parts),
              "serve",
              Map.of("variant", rule.variant())));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", key);
    document.put("type", "string");
    document.put("on", true);
    document.put("variants", variants.stream().map(v -> Map.of("key", v, "value", v)).toList());
    document.put("off", variants.get(0));
    document.put("rules", ruleDocuments);
    document.put("default", splits() ? split() : Map.of("variant", firstWeighted()));
    return document;
  }

  private Map<String, Object> split() {
    return Map.of(
        "split",
        weights.entrySet().stream()
            .map(share ->
                Map.of("variant", share.getKey(), "weight", share.getValue() * WHOLE / 100))
            .toList());
  }
}
