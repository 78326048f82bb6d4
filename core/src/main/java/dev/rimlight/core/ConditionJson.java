package dev.rimlight.core;

import dev.rimlight.core.regex.InvalidRegex;
import dev.rimlight.core.regex.Regex;
import dev.rimlight.core.text.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one rule's condition from parsed JSON and counts its nodes, those of its terms too.
final class ConditionJson {
  private static final List<String> TEST =
      List.of("elements", "operator", "values", "ignoreCase", "loose", "form");

  /// Each form by the member that tells it, with all members that it may have.
  private static final Map<String, Set<String>> FORMS = new LinkedHashMap<>();

  static {
    form("all", List.of());
    form("any", List.of());
    form("not", List.of());
    form("attribute", List.of("as", "orNull"), TEST);
    form("value", TEST);
    form("each", List.of("elements", "holds"));
    form("flag", List.of("variants", "whileOn"));
    form("segment", List.of());
    form("buckets", List.of("by"));
    form("ramp", List.of("by"));
    form("broken", List.of());
  }

  @SafeVarargs
  private static void form(String name, List<String>... others) {
    Set<String> fields = new HashSet<>(List.of(name));
    for (List<String> each : others) {
      fields.addAll(each);
    }
    FORMS.put(name, fields);
  }

  private int nodes;
  private final TermJson terms = new TermJson(this);
  private final BucketingJson profiles = new BucketingJson(terms);

  TermJson terms() {
    return terms;
  }

  BucketingJson profiles() {
    return profiles;
  }

  /// Every node of a condition or term passes here.
  void count(Node node, int depth) {
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
  }

  Condition read(Node node, int depth) {
    count(node, depth);
    String form = form(node);
    return switch (form) {
      case "all" -> new Condition.All(parts(node.member("all"), depth));
      case "any" -> new Condition.Any(parts(node.member("any"), depth));
      case "not" -> new Condition.Not(read(node.member("not"), depth + 1));
      case "attribute" -> test(node, TermJson.attribute(node), depth);
      case "value" -> test(node, terms.read(node.given("value"), depth + 1), depth);
      case "each" ->
          new Condition.ForElements(
              terms.read(node.given("each"), depth + 1),
              elements(node.optional("elements")),
              read(node.member("holds"), depth + 1));
      case "flag" -> prerequisite(node);
      case "segment" -> new Condition.InSegment(node.member("segment").key());
      case "buckets" -> {
        Bucketing by = profiles.read(node.member("by"), depth + 1);
        yield new Condition.InBuckets(
            by, BucketingJson.ranges(node.member("buckets"), by.buckets()));
      }
      case "ramp" -> {
        Bucketing by = profiles.read(node.member("by"), depth + 1);
        yield new Condition.BelowRamp(by, BucketingJson.ramp(node.member("ramp"), by.buckets()));
      }
      default -> new Condition.Broken(node.member("broken").text(Limits.KEY_CHARS));
    };
  }

  private static String form(Node node) {
    String found = null;
    for (String name : FORMS.keySet()) {
      if (node.object().containsKey(name)) {
        if (found != null) {
          throw ambiguous(node);
        }
        found = name;
      }
    }
    Set<String> fields = FORMS.get(found == null ? "attribute" : found);
    DefinitionsJson.requireOnly(node, Objects.requireNonNull(fields));
    if (found == null) {
      throw ambiguous(node);
    }
    return found;
  }

  private static InvalidDefinition ambiguous(Node node) {
    return node.wrong(
        "ambiguous_condition",
        "must have exactly one of all, any, not, attribute, value, each, flag, segment, buckets,"
            + " ramp");
  }

  private List<Condition> parts(Node node, int depth) {
    int count = node.list(Limits.CONDITION_NODES).size();
    List<Condition> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(read(node.item(i), depth + 1));
    }
    return parts;
  }

  private Condition test(Node node, Term subject, int depth) {
    Elements elements = elements(node.optional("elements"));
    return new Condition.Test(subject, elements, check(node, elements, depth));
  }

  private Check check(Node node, Elements elements, int depth) {
    Node named = node.member("operator");
    String operator = named.text(Limits.KEY_CHARS);
    VersionTest versionTest = versionTest(operator);
    if (versionTest != null) {
      Node value = onlyValue(node, operator);
      return new Check.OfVersion(
          versionTest,
          form(node.optional("form"), Version.Form.LENIENT),
          written(value, Operands::version, "must be a version, e.g. 1.4.0"));
    }
    return switch (operator) {
      case "matches" -> new Check.Matches(all(node, operator, ConditionJson::pattern));
      case "inNetwork" ->
          new Check.InNetwork(
              all(
                  node,
                  operator,
                  value ->
                      written(
                          value, Operands::block, "must be a block or address, e.g. 10.0.0.0/8")));
      case "before", "after" ->
          new Check.InTime(
              operator.equals("before"),
              written(
                  onlyValue(node, operator),
                  Operands::moment,
                  "must be a time with offset, e.g. 2026-11-22T17:00:00Z, or Unix milliseconds"));
      default -> compare(node, operator(named), elements, depth);
    };
  }

  private Check compare(Node node, Operator operator, Elements elements, int depth) {
    if (operator == Operator.EXISTS && elements != Elements.ANY) {
      throw node.member("elements").wrong("no_elements", "must be any: exists is about the list");
    }
    List<Term> values = new ArrayList<>();
    Node list = node.optional("values");
    int count = list == null ? 0 : list.list(Limits.CONDITION_VALUES).size();
    requireCount(node, operator, count);
    boolean loose = flag(node, "loose");
    for (int i = 0; list != null && i < count; i++) {
      values.add(operand(list.item(i), operator, loose, depth));
    }
    return new Check.Compare(operator, new Wanted(values), flag(node, "ignoreCase"), loose);
  }

  private Condition prerequisite(Node node) {
    Node variants = node.member("variants");
    int count = variants.list(Limits.VARIANTS).size();
    if (count == 0) {
      throw new InvalidDefinition(
          "too_few", variants.pointer(), "length of " + variants.pointer() + " == 0, must be >= 1");
    }
    List<String> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(variants.item(i).key());
    }
    return new Condition.FlagGives(node.member("flag").key(), keys, flag(node, "whileOn"));
  }

  static boolean flag(Node node, String name) {
    Node member = node.optional(name);
    return member != null && member.bool();
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
    throw node.wrong("unknown_elements", "must be any, all, none or whole");
  }

  private static Version.Form form(@Nullable Node node, Version.Form otherwise) {
    if (node == null) {
      return otherwise;
    }
    return switch (node.text(Limits.KEY_CHARS)) {
      case "strict" -> Version.Form.STRICT;
      case "partial" -> Version.Form.PARTIAL;
      case "lenient" -> Version.Form.LENIENT;
      default -> throw node.wrong("unknown_form", "must be strict, partial or lenient");
    };
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
    String text =
        node.value() instanceof Number number ? number.toString() : node.text(Limits.TEXT_CHARS);
    return read.apply(text).orElseThrow(() -> node.wrong("bad_operand", bound));
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

  /// Where nothing but one type can compare, another is a mistake.
  private Term operand(Node node, Operator operator, boolean loose, int depth) {
    if (TermJson.isConstant(node)) {
      if (operator.ordered() && !loose) {
        return new Term.Constant(new Value.Numeric(node.number()));
      }
      if (operator.textual()) {
        return new Term.Constant(new Value.Text(node.text(Limits.TEXT_CHARS)));
      }
      return new Term.Constant(TermJson.constant(node));
    }
    return terms.read(node, depth + 1);
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
