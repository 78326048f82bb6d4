package dev.rimlight.core;

import dev.rimlight.core.regex.InvalidRegex;
import dev.rimlight.core.regex.Regex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  private static final Set<String> CONDITION_FIELDS =
      Set.of("all", "any", "not", "attribute", "operator", "values", "ignoreCase");
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
          when == null ? new Condition.Always() : new ConditionReader().read(when, 1);
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

  private static void requireOnly(Node node, Set<String> fields) {
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

  /// Reads one rule's condition and counts its nodes.
  private static final class ConditionReader {
    private int nodes;

    Condition read(Node node, int depth) {
      if (depth > Limits.CONDITION_DEPTH) {
        throw new InvalidDefinition(
            "too_deep",
            node.pointer(),
            "depth of condition == " + depth + ", must be <= " + Limits.CONDITION_DEPTH);
      }
      if (++nodes > Limits.CONDITION_NODES) {
        throw new InvalidDefinition(
            "too_many",
            node.pointer(),
            "parts of condition == " + nodes + ", must be <= " + Limits.CONDITION_NODES);
      }
      requireOnly(node, CONDITION_FIELDS);
      Node all = node.optional("all");
      Node any = node.optional("any");
      Node not = node.optional("not");
      Node attribute = node.optional("attribute");
      int forms =
          (all == null ? 0 : 1)
              + (any == null ? 0 : 1)
              + (not == null ? 0 : 1)
              + (attribute == null ? 0 : 1);
      if (forms != 1) {
        throw node.wrong(
            "ambiguous_condition", "must have exactly one of all, any, not, attribute");
      }
      if (all != null) {
        return new Condition.All(parts(all, depth));
      }
      if (any != null) {
        return new Condition.Any(parts(any, depth));
      }
      if (not != null) {
        return new Condition.Not(read(not, depth + 1));
      }
      return compare(node);
    }

    private List<Condition> parts(Node node, int depth) {
      int count = node.list(Limits.CONDITION_NODES).size();
      List<Condition> parts = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        parts.add(read(node.item(i), depth + 1));
      }
      return parts;
    }

    private static Condition compare(Node node) {
      Node attribute = node.member("attribute");
      String name = attribute.text(Limits.ATTRIBUTE_CHARS);
      if (name.isEmpty()) {
        throw attribute.wrong("too_short", "must not be empty");
      }
      Node named = node.member("operator");
      String operator = named.text(Limits.KEY_CHARS);
      VersionTest versionTest = versionTest(operator);
      if (versionTest != null) {
        Node value = onlyValue(node, operator);
        return new Condition.OfVersion(
            name, versionTest, written(value, Operands::version, "must be a version, e.g. 1.4.0"));
      }
      return switch (operator) {
        case "matches" ->
            new Condition.Matches(name, all(node, operator, ConditionReader::pattern));
        case "inNetwork" ->
            new Condition.InNetwork(
                name,
                all(
                    node,
                    operator,
                    value ->
                        written(
                            value,
                            Operands::block,
                            "must be a block or address, e.g. 10.0.0.0/8")));
        case "before", "after" ->
            new Condition.InTime(
                name,
                operator.equals("before"),
                written(
                    onlyValue(node, operator),
                    Operands::moment,
                    "must be a time with offset, e.g. 2026-11-22T17:00:00Z"));
        default -> compare(node, name, operator(named));
      };
    }

    private static Condition compare(Node node, String attribute, Operator operator) {
      List<Value> values = new ArrayList<>();
      Node list = node.optional("values");
      int count = list == null ? 0 : list.list(Limits.CONDITION_VALUES).size();
      requireCount(node, operator, count);
      for (int i = 0; list != null && i < count; i++) {
        values.add(operand(list.item(i), operator));
      }
      Node ignoreCase = node.optional("ignoreCase");
      return new Condition.Compare(
          attribute, operator, values, ignoreCase != null && ignoreCase.bool());
    }

    private static @Nullable VersionTest versionTest(String operator) {
      for (VersionTest test : VersionTest.values()) {
        if (test.documentName().equals(operator)) {
          return test;
        }
      }
      return null;
    }

    private static <T> List<T> all(Node node, String operator, Function<Node, T> read) {
      Node list = node.member("values");
      int count = list.list(Limits.CONDITION_VALUES).size();
      requireValues(node, operator, count, count >= 1, ">= 1");
      List<T> values = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        values.add(read.apply(list.item(i)));
      }
      return values;
    }

    private static Node onlyValue(Node node, String operator) {
      Node list = node.member("values");
      int count = list.list(Limits.CONDITION_VALUES).size();
      requireValues(node, operator, count, count == 1, "1");
      return list.item(0);
    }

    private static <T> Written<T> written(
        Node node, Function<String, Optional<Written<T>>> read, String bound) {
      return read.apply(node.text(Limits.TEXT_CHARS))
          .orElseThrow(() -> node.wrong("bad_operand", bound));
    }

    private static Written<Regex> pattern(Node node) {
      String text = node.text(Regex.PATTERN_CHARS);
      try {
        return new Written<>(text, Regex.compile(text));
      } catch (InvalidRegex e) {
        throw new InvalidDefinition(
            "bad_pattern", node.pointer(), node.pointer() + ": " + e.getMessage());
      }
    }

    private static Operator operator(Node node) {
      String name = node.text(Limits.KEY_CHARS);
      for (Operator operator : Operator.values()) {
        if (operator.documentName().equals(name)) {
          return operator;
        }
      }
      throw node.wrong(
          "unknown_operator", "must be an operator of the language, e.g. equals or in");
    }

    private static Value operand(Node node, Operator operator) {
      Object value = node.value();
      if (operator.ordered()) {
        return new Value.Numeric(node.number());
      }
      if (value instanceof Boolean b && !operator.textual()) {
        return new Value.Bool(b);
      }
      if (value instanceof Number && !operator.textual()) {
        return new Value.Numeric(node.number());
      }
      return new Value.Text(node.text(Limits.TEXT_CHARS));
    }

    private static void requireCount(Node node, Operator operator, int count) {
      boolean one = operator.ordered() || operator == Operator.EQUALS;
      boolean none = operator == Operator.EXISTS;
      boolean right = none ? count == 0 : one ? count == 1 : count >= 1;
      requireValues(node, operator.documentName(), count, right, none ? "0" : one ? "1" : ">= 1");
    }

    private static void requireValues(
        Node node, String operator, int count, boolean right, String bound) {
      if (!right) {
        throw new InvalidDefinition(
            "wrong_number_of_values",
            node.pointer() + "/values",
            "number of values for " + operator + " == " + count + ", must be " + bound);
      }
    }
  }
}
