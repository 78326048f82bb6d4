package dev.rimlight.core;

import dev.rimlight.core.regex.InvalidRegex;
import dev.rimlight.core.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one rule's condition from parsed JSON and counts its nodes.
final class ConditionJson {
  private static final Set<String> FIELDS =
      Set.of(
          "all",
          "any",
          "not",
          "attribute",
          "operator",
          "values",
          "ignoreCase",
          "elements",
          "flag",
          "variants");
  private static final Set<String> TYPES = Set.of("boolean", "string", "number", "list", "object");

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
    DefinitionsJson.requireOnly(node, FIELDS);
    Node all = node.optional("all");
    Node any = node.optional("any");
    Node not = node.optional("not");
    Node attribute = node.optional("attribute");
    Node flag = node.optional("flag");
    int forms =
        (all == null ? 0 : 1)
            + (any == null ? 0 : 1)
            + (not == null ? 0 : 1)
            + (attribute == null ? 0 : 1)
            + (flag == null ? 0 : 1);
    if (forms != 1) {
      throw node.wrong(
          "ambiguous_condition", "must have exactly one of all, any, not, attribute, flag");
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
    return flag != null ? prerequisite(flag, node.member("variants")) : compare(node);
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
    Attribute name = attribute(node);
    Node named = node.member("operator");
    String operator = named.text(Limits.KEY_CHARS);
    VersionTest versionTest = versionTest(operator);
    if (versionTest != null) {
      Node value = onlyValue(node, operator);
      return new Condition.OfVersion(
          name, versionTest, written(value, Operands::version, "must be a version, e.g. 1.4.0"));
    }
    return switch (operator) {
      case "matches" -> new Condition.Matches(name, all(node, operator, ConditionJson::pattern));
      case "inNetwork" ->
          new Condition.InNetwork(
              name,
              all(
                  node,
                  operator,
                  value ->
                      written(
                          value, Operands::block, "must be a block or address, e.g. 10.0.0.0/8")));
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

  private static Condition prerequisite(Node flag, Node variants) {
    int count = variants.list(Limits.VARIANTS).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", variants.pointer(), "length of " + variants.pointer() + " == 0, must be >= 1");
    }
    List<String> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(variants.item(i).key());
    }
    return new Condition.FlagGives(flag.key(), keys);
  }

  private static Attribute attribute(Node node) {
    Node attribute = node.member("attribute");
    String name = attribute.text(Limits.ATTRIBUTE_CHARS);
    if (name.isEmpty()) {
      throw attribute.wrong("too_short", "must not be empty");
    }
    return Attribute.parse(name, elements(node.optional("elements")))
        .orElseThrow(() ->
            attribute.wrong(
                "bad_path",
                "must be a path of at most "
                    + Limits.PATH_DEPTH
                    + " names with ~0 for ~ and ~1 for /"));
  }

  private static Elements elements(@Nullable Node node) {
    if (node == null) {
      return Elements.ANY;
    }
    String name = node.text(Limits.KEY_CHARS);
    for (Elements elements : Elements.values()) {
      if (elements.documentName().equals(name)) {
        return elements;
      }
    }
    throw node.wrong("unknown_elements", "must be any, all or none");
  }

  private static Condition compare(Node node, Attribute attribute, Operator operator) {
    if (operator.ofWhole() && attribute.elements() != Elements.ANY) {
      throw node.member("elements")
          .wrong("no_elements", "must be any: " + operator.documentName() + " is about the list");
    }
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
    throw node.wrong("unknown_operator", "must be an operator of the language, e.g. equals or in");
  }

  private static Value operand(Node node, Operator operator) {
    Object value = node.value();
    if (operator == Operator.IS_TYPE && !(value instanceof String type && TYPES.contains(type))) {
      throw node.wrong("bad_operand", "must be boolean, string, number, list or object");
    }
    if (operator.ordered() || operator.sized()) {
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
    boolean one = operator.ordered() || operator.sized() || operator == Operator.EQUALS;
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
