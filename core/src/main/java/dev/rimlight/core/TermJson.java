package dev.rimlight.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads terms from parsed JSON. What is no object is a constant; an object tells its form by a
/// member of its own: attribute, join, if, holds, draw, json, or an operation.
final class TermJson {
  static final Set<String> ATTRIBUTE = Set.of("attribute", "as", "orNull");
  private static final Set<String> JOIN = Set.of("join");
  private static final Set<String> CHOICE = Set.of("if", "then", "else");
  private static final Set<String> HOLDS = Set.of("holds");
  private static final Set<String> DRAW = Set.of("draw", "by");
  private static final Set<String> LOT = Set.of("value", "weight");
  private static final Set<String> JSON = Set.of("json");

  private final ConditionJson conditions;

  TermJson(ConditionJson conditions) {
    this.conditions = conditions;
  }

  static boolean isConstant(Node node) {
    return !(node.value() instanceof Map<?, ?>) && !(node.value() instanceof List<?>);
  }

  static Value constant(Node node) {
    return switch (node.value()) {
      case null -> Value.NULL;
      case Boolean b -> Value.of(b);
      case Number n -> new Value.Numeric(node.number());
      default -> new Value.Text(node.text(Limits.TEXT_CHARS));
    };
  }

  Term read(Node node, int depth) {
    conditions.count(node, depth);
    if (isConstant(node)) {
      return new Term.Constant(constant(node));
    }
    if (node.optional("attribute") != null) {
      DefinitionsJson.requireOnly(node, ATTRIBUTE);
      return attribute(node);
    }
    Node join = node.optional("join");
    if (join != null) {
      DefinitionsJson.requireOnly(node, JOIN);
      return new Term.Joined(list(join, depth));
    }
    Node when = node.optional("if");
    if (when != null) {
      DefinitionsJson.requireOnly(node, CHOICE);
      return new Term.Choice(
          conditions.read(when, depth + 1),
          read(node.given("then"), depth + 1),
          read(node.given("else"), depth + 1));
    }
    Node holds = node.optional("holds");
    if (holds != null) {
      DefinitionsJson.requireOnly(node, HOLDS);
      return new Term.Holds(conditions.read(holds, depth + 1));
    }
    Node draw = node.optional("draw");
    if (draw != null) {
      DefinitionsJson.requireOnly(node, DRAW);
      return new Term.Draw(
          conditions.profiles().read(node.member("by"), depth + 1), lots(draw, depth));
    }
    Node json = node.optional("json");
    if (json != null) {
      DefinitionsJson.requireOnly(node, JSON);
      return new Term.Constant(ContextJson.value(json.value(), 1));
    }
    return arithmetic(node, depth);
  }

  private Term arithmetic(Node node, int depth) {
    for (Operation operation : Operation.values()) {
      Node parts = node.optional(operation.documentName());
      if (parts != null) {
        DefinitionsJson.requireOnly(node, Set.of(operation.documentName()));
        return new Term.Arithmetic(operation, list(parts, depth));
      }
    }
    throw node.wrong(
        "unknown_term",
        "must have one of attribute, join, if, holds, draw, json, sum, difference, product,"
            + " quotient, modulo, least, greatest");
  }

  private List<Term> list(Node node, int depth) {
    int count = node.list(Limits.CONDITION_NODES).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", node.pointer(), "length of " + node.pointer() + " == 0, must be >= 1");
    }
    List<Term> terms = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      terms.add(read(node.item(i), depth + 1));
    }
    return terms;
  }

  private List<Term.Lot> lots(Node node, int depth) {
    int count = node.list(Limits.CONDITION_NODES).size();
    List<Term.Lot> lots = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Node item = node.item(i);
      DefinitionsJson.requireOnly(item, LOT);
      lots.add(
          new Term.Lot(
              read(item.given("value"), depth + 1), read(item.member("weight"), depth + 1)));
    }
    return lots;
  }

  static Attribute attribute(Node node) {
    Node attribute = node.member("attribute");
    String name = attribute.text(Limits.ATTRIBUTE_CHARS);
    if (name.isEmpty()) {
      throw attribute.wrong("too_short", "must not be empty");
    }
    return Attribute.parse(name, reading(node.optional("as")), ConditionJson.flag(node, "orNull"))
        .orElseThrow(() ->
            attribute.wrong(
                "bad_path",
                "must be a path of at most "
                    + Limits.PATH_DEPTH
                    + " names with ~0 for ~ and ~1 for /"));
  }

  private static Reading reading(@Nullable Node node) {
    if (node == null) {
      return Reading.VALUE;
    }
    String name = node.text(Limits.KEY_CHARS);
    for (Reading reading : Reading.values()) {
      if (reading.documentName().equals(name)) {
        return reading;
      }
    }
    throw node.wrong(
        "unknown_reading", "must be value, text, number, truth, json, size, type or version");
  }
}
