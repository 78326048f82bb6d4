package dev.rimlight.bench;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// LaunchDarkly's server SDK on flags from a file, without events.
final class LaunchDarkly implements Engine {
  private final LDClient client;
  private final List<Visitor> visitors;
  private final LDContext[] contexts;
  private final String[] keys;

  LaunchDarkly(Workload workload) {
    Map<String, Object> flags = new LinkedHashMap<>();
    workload.flags().forEach(flag -> flags.put(flag.key(), document(flag)));
    TemporaryFile file = TemporaryFile.of(Map.of("flags", flags));
    this.client =
        new LDClient(
            "no-key",
            new LDConfig.Builder()
                .dataSource(FileData.dataSource().filePaths(file.path()))
                .events(Components.noEvents())
                .logging(Components.noLogging())
                .diagnosticOptOut(true)
                .build());
    if (!client.isInitialized()) {
      throw new IllegalStateException("LaunchDarkly did not read " + file.path());
    }
    this.keys = workload.flags().stream().map(FlagPlan::key).toArray(String[]::new);
    this.visitors = workload.visitors();
    this.contexts =
        workload.visitors().stream().map(LaunchDarkly::context).toArray(LDContext[]::new);
  }

  private static LDContext context(Visitor visitor) {
    return LDContext.builder(visitor.unit())
        .set("country", visitor.country())
        .set("appVersion", visitor.appVersion())
        .set("plan", visitor.plan())
        .set("email", visitor.email())
        .set("device", visitor.device())
        .set("orders", visitor.orders())
        .build();
  }

  private static Map<String, Object> document(FlagPlan flag) {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (FlagPlan.RulePlan rule : flag.rules()) {
      rules.add(
          Map.of(
              "id",
              "rule-" + rules.size(),
              "variation",
              flag.variants().indexOf(rule.variant()),
              "clauses",
              rule.clauses().stream().map(LaunchDarkly::clause).toList()));
    }
    return Map.of(
        "key",
        flag.key(),
        "version",
        1,
        "on",
        true,
        "salt",
        flag.key(),
        "variations",
        flag.variants(),
        "offVariation",
        0,
        "rules",
        rules,
        "fallthrough",
        flag.splits()
            ? Map.of("rollout", Map.of("variations", shares(flag)))
            : Map.of("variation", flag.variants().indexOf(flag.firstWeighted())));
  }

  private static List<Map<String, Object>> shares(FlagPlan flag) {
    return flag.weights().entrySet().stream()
        .map(share ->
            Map.<String, Object>of(
                "variation",
                flag.variants().indexOf(share.getKey()),
                "weight",
                share.getValue() * 1_000))
        .toList();
  }

  /// There is no operator for "at least this version": it is not less.
  private static Map<String, Object> clause(Clause clause) {
    boolean version = clause.operator().equals("versionGreaterOrEqual");
    String operator =
        switch (clause.operator()) {
          case "in", "equals" -> "in";
          case "endsWith" -> "endsWith";
          case "greaterThan" -> "greaterThan";
          case "versionGreaterOrEqual" -> "semVerLessThan";
          default -> throw new IllegalArgumentException("operator == " + clause.operator());
        };
    return Map.of(
        "attribute",
        clause.attribute(),
        "op",
        operator,
        "values",
        clause.values(),
        "negate",
        version);
  }

  @Override
  public String decide(int visitor, int flag) {
    return client.stringVariation(keys[flag], contexts[visitor], "");
  }

  @Override
  public void renew(int visitor) {
    contexts[visitor] = context(visitors.get(visitor));
  }

  @Override
  public String variant(Object answer) {
    return (String) answer;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
