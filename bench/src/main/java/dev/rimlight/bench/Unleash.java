package dev.rimlight.bench;

import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import io.getunleash.variant.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Unleash's SDK on flags that it is started with; it neither polls nor reports. A rule is a
/// strategy with one variant: the first strategy that holds gives its own.
final class Unleash implements Engine {
  private final DefaultUnleash client;
  private final List<Visitor> visitors;
  private final UnleashContext[] contexts;
  private final String[] keys;

  Unleash(Workload workload) {
    String features =
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "version",
                    2,
                    "features",
                    workload.flags().stream().map(Unleash::document).toList()));
    // Its default is a file of that name that an earlier run left behind.
    String noBackup = System.getProperty("java.io.tmpdir") + "/rimlight-bench-no-such-file";
    this.client =
        new DefaultUnleash(
            UnleashConfig.builder()
                .appName("bench")
                .instanceId("bench")
                .unleashAPI("http://127.0.0.1:1/api/")
                .apiKey("no-key")
                .backupFile(noBackup)
                .toggleBootstrapProvider(() -> Optional.of(features))
                .disablePolling()
                .disableMetrics()
                .build());
    this.keys = workload.flags().stream().map(FlagPlan::key).toArray(String[]::new);
    this.visitors = workload.visitors();
    this.contexts =
        workload.visitors().stream().map(Unleash::context).toArray(UnleashContext[]::new);
  }

  private static UnleashContext context(Visitor visitor) {
    return UnleashContext.builder()
        .userId(visitor.unit())
        .addProperty("country", visitor.country())
        .addProperty("appVersion", visitor.appVersion())
        .addProperty("plan", visitor.plan())
        .addProperty("email", visitor.email())
        .addProperty("device", visitor.device())
        .addProperty("orders", Integer.toString(visitor.orders()))
        .build();
  }

  private static Map<String, Object> document(FlagPlan flag) {
    List<Map<String, Object>> strategies = new ArrayList<>();
    for (FlagPlan.RulePlan rule : flag.rules()) {
      strategies.add(
          strategy(
              strategies.size(),
              rule.clauses().stream().map(Unleash::constraint).toList(),
              Map.of(rule.variant(), 100)));
    }
    strategies.add(strategy(strategies.size(), List.of(), flag.weights()));
    return Map.of(
        "name", flag.key(), "type", "experiment", "enabled", true, "strategies", strategies);
  }

  private static Map<String, Object> strategy(
      int order, List<Map<String, Object>> constraints, Map<String, Integer> weights) {
    List<Map<String, Object>> variants =
        weights.entrySet().stream()
            .map(share ->
                Map.<String, Object>of(
                    "name",
                    share.getKey(),
                    "weight",
                    share.getValue() * 10,
                    "stickiness",
                    "default",
                    "payload",
                    Map.of("type", "string", "value", share.getKey())))
            .toList();
    return Map.of(
        "name", "default",
        "parameters", Map.of(),
        "sortOrder", order,
        "constraints", constraints,
        "variants", variants);
  }

  /// There is no operator for "at least this version": it is not less.
  private static Map<String, Object> constraint(Clause clause) {
    String operator =
        switch (clause.operator()) {
          case "in", "equals" -> "IN";
          case "endsWith" -> "STR_ENDS_WITH";
          case "greaterThan" -> "NUM_GT";
          case "versionGreaterOrEqual" -> "SEMVER_LT";
          default -> throw new IllegalArgumentException("operator == " + clause.operator());
        };
    boolean one = operator.equals("NUM_GT") || operator.equals("SEMVER_LT");
    return Map.of(
        "contextName",
        clause.attribute(),
        "operator",
        operator,
        one ? "value" : "values",
        one ? clause.value().toString() : clause.values(),
        "inverted",
        operator.equals("SEMVER_LT"));
  }

  @Override
  public Variant decide(int visitor, int flag) {
    return client.getVariant(keys[flag], contexts[visitor]);
  }

  @Override
  public void renew(int visitor) {
    contexts[visitor] = context(visitors.get(visitor));
  }

  @Override
  public String variant(Object answer) {
    return ((Variant) answer).getName();
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
