package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the rules of one flag, and what they serve, from parsed JSON.
final class ServeJson {
  private static final Set<String> RULE_FIELDS = Set.of("id", "when", "serve");
  private static final Set<String> SERVE_FIELDS =
      Set.of("variant", "split", "by", "experiment", "named", "nothing", "broken");
  private static final Set<String> RAMP_FIELDS = Set.of("variant", "ramp", "by");
  private static final Set<String> SHARE_FIELDS = Set.of("variant", "weight");

  private final String flag;
  private final Set<String> variants;

  ServeJson(String flag, Set<String> variants) {
    this.flag = flag;
    this.variants = variants;
  }

  List<Rule> rules(@Nullable Node node) {
    if (node == null) {
      return List.of();
    }
    int count = node.list(Limits.RULES).size();
    List<Rule> rules = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      DefinitionsJson.requireOnly(item, RULE_FIELDS);
      String id = item.member("id").key();
      if (!seen.add(id)) {
        throw item.member("id").wrong("duplicate_rule", "must be unique within the flag");
      }
      Node when = item.optional("when");
      ConditionJson conditions = new ConditionJson();
      Condition condition = when == null ? new Condition.Always() : conditions.read(when, 1);
      rules.add(rule(id, condition, item.member("serve"), conditions));
    }
    return rules;
  }

  /// A ramp is one condition more: who is not in yet goes on to the next rule.
  private Rule rule(String id, Condition when, Node serve, ConditionJson conditions) {
    Node steps = serve.optional("ramp");
    if (steps == null) {
      return new Rule(id, when, read(serve));
    }
    DefinitionsJson.requireOnly(serve, RAMP_FIELDS);
    Node by = serve.optional("by");
    Bucketing profile =
        by == null
            ? Bucketing.standard(Bucketing.ALLOCATION_SEED, flag, null)
            : conditions.profiles().read(by, 1);
    Condition below =
        new Condition.BelowRamp(profile, BucketingJson.ramp(steps, profile.buckets()));
    return new Rule(
        id,
        when instanceof Condition.Always ? below : new Condition.All(List.of(when, below)),
        new Serve.Fixed(variant(serve.member("variant"))));
  }

  Serve read(Node node) {
    DefinitionsJson.requireOnly(node, SERVE_FIELDS);
    Node split = node.optional("split");
    Node by = node.optional("by");
    if (node.object().size() != (by == null ? 1 : 2) || (by != null && split == null)) {
      throw node.wrong(
          "ambiguous_serve", "must have exactly one of variant, split, experiment, named, nothing");
    }
    if (split != null) {
      Bucketing profile =
          by == null
              ? Bucketing.standard(Bucketing.VARIANT_SEED, flag, null)
              : new ConditionJson().profiles().read(by, 1);
      return new Serve.Split(profile, shares(split, variants, profile.buckets()));
    }
    Node variant = node.optional("variant");
    if (variant != null) {
      return new Serve.Fixed(variant(variant));
    }
    Node experiment = node.optional("experiment");
    if (experiment != null) {
      return new Serve.InExperiment(experiment.key());
    }
    if (node.object().containsKey("named")) {
      return new Serve.Named(new ConditionJson().terms().read(node.given("named"), 1));
    }
    Node broken = node.optional("broken");
    if (broken != null) {
      return new Serve.Broken(broken.text(Limits.KEY_CHARS));
    }
    if (!node.member("nothing").bool()) {
      throw node.member("nothing").wrong("wrong_value", "must be true");
    }
    return new Serve.Nothing();
  }

  String variant(Node node) {
    return variant(node, variants);
  }

  private static String variant(Node node, @Nullable Set<String> variants) {
    String key = node.key();
    if (variants != null && !variants.contains(key)) {
      throw node.wrong("unknown_variant", "must be one of the flag's variants");
    }
    return key;
  }

  /// `variants` null: the names are checked later, against the flag.
  static List<Share> shares(Node node, @Nullable Set<String> variants, int whole) {
    int count = node.list(Limits.VARIANTS).size();
    List<Share> shares = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      DefinitionsJson.requireOnly(item, SHARE_FIELDS);
      Node variant = item.member("variant");
      String key = variant(variant, variants);
      if (!seen.add(key)) {
        throw variant.wrong("duplicate_variant", "must be named once");
      }
      int weight =
          whole == Limits.WHOLE
              ? item.member("weight").weight()
              : item.member("weight").whole(0, whole);
      sum += weight;
      shares.add(new Share(key, weight));
    }
    if (sum != whole) {
      throw new InvalidDefinition(
          "weights_do_not_sum",
          node.pointer(),
          "sum of weights in " + node.pointer() + " == " + sum + ", must be " + whole);
    }
    return shares;
  }
}
