package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads flags and experiments from parsed JSON: trees of Map, List, String, Number and Boolean, as
/// any JSON library makes them. The shapes are those of spec/openapi.yaml; the first thing that is
/// wrong is named and nothing is read.
public final class DefinitionsJson {
  private static final Set<String> FLAG_FIELDS =
      Set.of("key", "name", "description", "type", "on", "variants", "off", "rules", "default");
  private static final Set<String> VARIANT_FIELDS = Set.of("key", "name", "value");
  private static final Set<String> RULE_FIELDS = Set.of("id", "when", "serve");
  private static final Set<String> SERVE_FIELDS = Set.of("variant", "split", "experiment");
  private static final Set<String> SHARE_FIELDS = Set.of("variant", "weight");
  private static final Set<String> EXPERIMENT_FIELDS =
      Set.of(
          "key",
          "name",
          "hypothesis",
          "flag",
          "unit",
          "control",
          "variants",
          "allocation",
          "plannedUnits",
          "metrics",
          "status");

  private DefinitionsJson() {}

  public static Flag readFlag(Map<String, ?> document) {
    Node node = new Node("", document);
    requireOnly(node, FLAG_FIELDS);
    FlagType type = flagType(node.member("type"));
    List<Variant> variants = variants(node.member("variants"), type);
    Set<String> keys = new HashSet<>();
    for (Variant variant : variants) {
      keys.add(variant.key());
    }
    return new Flag(
        node.member("key").key(),
        type,
        node.member("on").bool(),
        variants,
        variantOf(node.member("off"), keys),
        rules(node.optional("rules"), keys),
        serve(node.member("default"), keys));
  }

  public static Experiment readExperiment(Map<String, ?> document) {
    Node node = new Node("", document);
    requireOnly(node, EXPERIMENT_FIELDS);
    String key = node.member("key").key();
    Node unit = node.member("unit");
    if (!unit.text(Limits.KEY_CHARS).equals("visitor")) {
      throw unit.wrong("unknown_unit", "must be visitor");
    }
    List<Share> shares = shares(node.member("variants"), null);
    Node control = node.member("control");
    String controlKey = control.key();
    if (shares.stream().noneMatch(share -> share.variant().equals(controlKey))) {
      throw control.wrong("unknown_variant", "must be one of the experiment's variants");
    }
    Node status = node.member("status");
    String state = status.text(Limits.KEY_CHARS);
    if (!state.equals("draft") && !state.equals("running") && !state.equals("stopped")) {
      throw status.wrong("unknown_status", "must be draft, running or stopped");
    }
    return new Experiment(
        key,
        node.member("flag").key(),
        controlKey,
        shares,
        node.member("allocation").weight(),
        key,
        state.equals("running"));
  }

  private static FlagType flagType(Node node) {
    String name = node.text(Limits.KEY_CHARS);
    for (FlagType type : FlagType.values()) {
      if (type.documentName().equals(name)) {
        return type;
      }
    }
    throw node.wrong("unknown_type", "must be boolean, string, number or json");
  }

  private static List<Variant> variants(Node node, FlagType type) {
    int count = node.list(Limits.VARIANTS).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", node.pointer(), "length of " + node.pointer() + " == 0, must be >= 1");
    }
    List<Variant> variants = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      requireOnly(item, VARIANT_FIELDS);
      String key = item.member("key").key();
      if (!seen.add(key)) {
        throw item.member("key").wrong("duplicate_variant", "must be unique within the flag");
      }
      variants.add(new Variant(key, value(item.member("value"), type)));
    }
    return variants;
  }

  private static Value value(Node node, FlagType type) {
    return switch (type) {
      case BOOLEAN -> new Value.Bool(node.bool());
      case STRING -> new Value.Text(node.text(Limits.TEXT_CHARS));
      case NUMBER -> new Value.Numeric(node.number());
      case JSON -> new Value.Json(CanonicalJson.write(node));
    };
  }

  private static List<Rule> rules(@Nullable Node node, Set<String> variants) {
    if (node == null) {
      return List.of();
    }
    int count = node.list(Limits.RULES).size();
    List<Rule> rules = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      requireOnly(item, RULE_FIELDS);
      String id = item.member("id").key();
      if (!seen.add(id)) {
        throw item.member("id").wrong("duplicate_rule", "must be unique within the flag");
      }
      Node when = item.optional("when");
      Condition condition =
          when == null ? new Condition.Always() : new ConditionJson().read(when, 1);
      rules.add(new Rule(id, condition, serve(item.member("serve"), variants)));
    }
    return rules;
  }

  private static Serve serve(Node node, Set<String> variants) {
    requireOnly(node, SERVE_FIELDS);
    if (node.object().size() != 1) {
      throw node.wrong("ambiguous_serve", "must have exactly one of variant, split, experiment");
    }
    Node variant = node.optional("variant");
    if (variant != null) {
      return new Serve.Fixed(variantOf(variant, variants));
    }
    Node split = node.optional("split");
    if (split != null) {
      return new Serve.Split(shares(split, variants));
    }
    return new Serve.InExperiment(node.member("experiment").key());
  }

  private static String variantOf(Node node, Set<String> variants) {
    String key = node.key();
    if (!variants.contains(key)) {
      throw node.wrong("unknown_variant", "must be one of the flag's variants");
    }
    return key;
  }

  /// `variants` null: the names are checked later, against the flag.
  private static List<Share> shares(Node node, @Nullable Set<String> variants) {
    int count = node.list(Limits.VARIANTS).size();
    List<Share> shares = new ArrayList<>(count);
    Set<String> seen = new HashSet<>();
    int sum = 0;
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      requireOnly(item, SHARE_FIELDS);
      Node variant = item.member("variant");
      String key = variants == null ? variant.key() : variantOf(variant, variants);
      if (!seen.add(key)) {
        throw variant.wrong("duplicate_variant", "must be named once");
      }
      int weight = item.member("weight").weight();
      sum += weight;
      shares.add(new Share(key, weight));
    }
    if (sum != Limits.WHOLE) {
      throw new InvalidDefinition(
          "weights_do_not_sum",
          node.pointer(),
          "sum of weights in " + node.pointer() + " == " + sum + ", must be " + Limits.WHOLE);
    }
    return shares;
  }

  static void requireOnly(Node node, Set<String> fields) {
    for (Object name : node.object().keySet()) {
      if (!(name instanceof String text) || !fields.contains(text)) {
        throw new InvalidDefinition(
            "unknown_field",
            node.pointer() + "/" + name,
            (node.pointer().isEmpty() ? "the document" : node.pointer())
                + " has the unknown field "
                + name);
      }
    }
  }
}
