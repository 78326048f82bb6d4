package dev.rimlight.bench;

import dev.rimlight.bench.FlagPlan.RulePlan;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.SnapshotCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Flags and visitors, the same in every run. The first flag has five rules and a split of three;
/// the others have none to five. Flags are in the order of their keys, as a snapshot has them.
record Workload(List<FlagPlan> flags, List<Visitor> visitors) {
  static final String FIVE_RULES = "a-checkout-layout";
  private static final int VISITORS = 1_000;
  private static final List<String> COUNTRIES =
      List.of("NL", "DE", "FR", "GB", "US", "CA", "BR", "JP", "IN", "AU", "ES", "IT", "SE", "PL");
  private static final List<String> PLANS = List.of("free", "basic", "pro", "enterprise");
  private static final List<String> DOMAINS =
      List.of("@example.com", "@example.org", "@example.net", "@mail.example");
  private static final List<String> AREAS =
      List.of("cart", "checkout", "home", "listing", "menu", "product", "search", "account");
  private static final List<String> THINGS =
      List.of("banner", "layout", "price", "wording", "image", "order", "button", "hint");
  private static final List<String> VARIANTS =
      List.of("plain", "short", "large", "urgent", "quiet", "bright");

  static Workload of(int flags) {
    Random random = new Random(20_261_122);
    List<FlagPlan> plans = new ArrayList<>();
    for (int i = 0; i < flags; i++) {
      plans.add(i == 0 ? fiveRules() : flag(i, random));
    }
    plans.sort(Comparator.comparing(FlagPlan::key));
    return new Workload(plans, visitors(new Random(7)));
  }

  int indexOf(String key) {
    return flags.stream().map(FlagPlan::key).toList().indexOf(key);
  }

  byte[] snapshot() {
    return SnapshotCodec.encode(
        new Definitions(
            "production",
            1,
            flags.stream().map(flag -> DefinitionsJson.readFlag(flag.document())).toList(),
            List.of(),
            "[]"));
  }

  private static FlagPlan fiveRules() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    weights.put("plain", 50);
    weights.put("short", 30);
    weights.put("large", 20);
    return new FlagPlan(
        FIVE_RULES,
        List.of("plain", "short", "large", "regional", "modern", "company", "staff", "habitual"),
        List.of(
            new RulePlan(List.of(new Clause("country", "in", List.of("NL", "SE"))), "regional"),
            new RulePlan(
                List.of(new Clause("appVersion", "versionGreaterOrEqual", List.of("4.8.0"))),
                "modern"),
            new RulePlan(
                List.of(new Clause("plan", "equals", List.<Object>of("enterprise"))), "company"),
            new RulePlan(
                List.of(new Clause("email", "endsWith", List.<Object>of("@example.com"))), "staff"),
            new RulePlan(
                List.of(
                    new Clause("device", "equals", List.<Object>of("mobile")),
                    new Clause("orders", "greaterThan", List.<Object>of(3))),
                "habitual")),
        weights);
  }

  private static FlagPlan flag(int number, Random random) {
    List<List<Clause>> possible = new ArrayList<>();
    possible.add(
        List.of(new Clause("country", "in", some(COUNTRIES, 2 + random.nextInt(3), random))));
    possible.add(
        List.of(
            new Clause(
                "appVersion",
                "versionGreaterOrEqual",
                List.of("4." + (5 + random.nextInt(5)) + "." + random.nextInt(3)))));
    possible.add(List.of(new Clause("plan", "equals", some(PLANS, 1, random))));
    possible.add(List.of(new Clause("email", "endsWith", some(DOMAINS, 1, random))));
    possible.add(
        List.of(
            new Clause("device", "equals", some(List.of("mobile", "desktop"), 1, random)),
            new Clause("orders", "greaterThan", List.<Object>of(2 + random.nextInt(6)))));
    Collections.shuffle(possible, random);
    List<String> variants = VARIANTS.subList(0, 2 + random.nextInt(VARIANTS.size() - 1));
    List<RulePlan> rules = new ArrayList<>();
    for (List<Clause> clauses : possible.subList(0, number % 6)) {
      rules.add(new RulePlan(clauses, variants.get(random.nextInt(variants.size()))));
    }
    String key =
        AREAS.get(random.nextInt(AREAS.size()))
            + "-"
            + THINGS.get(random.nextInt(THINGS.size()))
            + "-"
            + number;
    return new FlagPlan(key, variants, rules, weights(variants, random));
  }

  /// Two of three flags share out, to two or three variants.
  private static Map<String, Integer> weights(List<String> variants, Random random) {
    if (random.nextInt(3) == 0) {
      return Map.of(variants.get(0), 100);
    }
    Map<String, Integer> weights = new LinkedHashMap<>();
    int first = 10 + random.nextInt(60);
    weights.put(variants.get(0), first);
    if (variants.size() == 2) {
      weights.put(variants.get(1), 100 - first);
    } else {
      weights.put(variants.get(1), 20);
      weights.put(variants.get(2), 80 - first);
    }
    return weights;
  }

  private static List<Visitor> visitors(Random random) {
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      visitors.add(
          new Visitor(
              unit(random),
              one(COUNTRIES, random),
              "4." + random.nextInt(10) + "." + random.nextInt(4),
              one(PLANS, random),
              "visitor" + random.nextInt(100_000) + one(DOMAINS, random),
              random.nextInt(5) < 3 ? "mobile" : "desktop",
              random.nextInt(9)));
    }
    return visitors;
  }

  /// As long as the ids that the Worker makes: 16 bytes in base64url.
  private static String unit(Random random) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    StringBuilder unit = new StringBuilder();
    for (int i = 0; i < 22; i++) {
      unit.append(digits.charAt(random.nextInt(digits.length())));
    }
    return unit.toString();
  }

  private static String one(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<Object> some(List<String> values, int count, Random random) {
    List<Object> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, count));
  }
}
