package dev.rimlight.bench;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// flagd's provider deciding in the process, on flags from a file. It is asked directly, which
/// saves it the hooks of the OpenFeature client.
final class Flagd implements Engine {
  private final FlagdProvider provider;
  private final List<Visitor> visitors;
  private final EvaluationContext[] contexts;
  private final String[] keys;

  Flagd(Workload workload) {
    Map<String, Object> flags = new LinkedHashMap<>();
    workload.flags().forEach(flag -> flags.put(flag.key(), document(flag)));
    TemporaryFile file = TemporaryFile.of(Map.of("flags", flags));
    this.provider =
        new FlagdProvider(
            FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(file.path().toString())
                .build());
    try {
      provider.initialize(new ImmutableContext());
    } catch (Exception e) {
      throw new IllegalStateException("flagd did not read " + file.path(), e);
    }
    this.keys = workload.flags().stream().map(FlagPlan::key).toArray(String[]::new);
    this.visitors = workload.visitors();
    this.contexts =
        workload.visitors().stream().map(Flagd::context).toArray(EvaluationContext[]::new);
  }

  private static EvaluationContext context(Visitor visitor) {
    return new ImmutableContext(
        visitor.unit(),
        Map.of(
            "country", new Value(visitor.country()),
            "appVersion", new Value(visitor.appVersion()),
            "plan", new Value(visitor.plan()),
            "email", new Value(visitor.email()),
            "device", new Value(visitor.device()),
            "orders", new Value(visitor.orders())));
  }

  private static Map<String, Object> document(FlagPlan flag) {
    Map<String, Object> variants = new LinkedHashMap<>();
    flag.variants().forEach(variant -> variants.put(variant, variant));
    List<Object> branches = new ArrayList<>();
    for (FlagPlan.RulePlan rule : flag.rules()) {
      List<Map<String, Object>> parts = rule.clauses().stream().map(Flagd::condition).toList();
      branches.add(parts.size() == 1 ? parts.get(0) : Map.of("and", parts));
      branches.add(rule.variant());
    }
    Object otherwise =
        flag.splits()
            ? Map.of(
                "fractional",
                flag.weights().entrySet().stream()
                    .map(share -> List.of(share.getKey(), share.getValue()))
                    .toList())
            : flag.firstWeighted();
    branches.add(otherwise);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("state", "ENABLED");
    document.put("variants", variants);
    document.put("defaultVariant", flag.firstWeighted());
    if (branches.size() > 1) {
      document.put("targeting", Map.of("if", branches));
    } else if (flag.splits()) {
      document.put("targeting", otherwise);
    }
    return document;
  }

  private static Map<String, Object> condition(Clause clause) {
    Map<String, Object> seen = Map.of("var", clause.attribute());
    return switch (clause.operator()) {
      case "in" -> Map.of("in", List.of(seen, clause.values()));
      case "equals" -> Map.of("==", List.of(seen, clause.value()));
      case "endsWith" -> Map.of("ends_with", List.of(seen, clause.value()));
      case "greaterThan" -> Map.of(">", List.of(seen, clause.value()));
      case "versionGreaterOrEqual" -> Map.of("sem_ver", List.of(seen, ">=", clause.value()));
      default -> throw new IllegalArgumentException("operator == " + clause.operator());
    };
  }

  @Override
  public ProviderEvaluation<String> decide(int visitor, int flag) {
    return provider.getStringEvaluation(keys[flag], "", contexts[visitor]);
  }

  @Override
  public void renew(int visitor) {
    contexts[visitor] = context(visitors.get(visitor));
  }

  @Override
  public String variant(Object answer) {
    return ((ProviderEvaluation<?>) answer).getVariant();
  }

  @Override
  public void close() {
    provider.shutdown();
  }
}
