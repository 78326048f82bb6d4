package dev.rimlight.control.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares what a method answers to one case with the table's `expected`, member by member, as the
/// answer leaves the program: through JSON.
final class TableComparison {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// How a member is compared, by the path of its names and the table's value; null: not at all.
  interface Tolerances extends BiFunction<String, JsonNode, @Nullable Tolerance> {}

  private final Tolerances tolerances;
  private final List<String> differences = new ArrayList<>();

  private TableComparison(Tolerances tolerances) {
    this.tolerances = tolerances;
  }

  static List<String> differences(ReferenceMethod method, JsonNode each, Tolerances tolerances) {
    TableComparison comparison = new TableComparison(tolerances);
    JsonNode expected = each.get("expected");
    try {
      Map<String, Object> answer = method.answer(each.get("input"));
      comparison.compare("", expected, JSON.readTree(JSON.writeValueAsString(answer)));
    } catch (Refused refused) {
      if (!refuses(expected)) {
        comparison.differences.add("refused: " + refused.getMessage());
      }
    }
    return comparison.differences;
  }

  /// The other tool refuses when all parts with an `error` have one.
  private static boolean refuses(JsonNode expected) {
    List<JsonNode> parts = expected.valueStream().filter(part -> part.has("error")).toList();
    return !parts.isEmpty() && parts.stream().noneMatch(part -> part.get("error").isNull());
  }

  private void compare(String path, JsonNode expected, @Nullable JsonNode actual) {
    Tolerance tolerance = tolerances.apply(path, expected);
    if (tolerance == null) {
      return;
    }
    if (actual == null) {
      differences.add(path + " is absent");
    } else if (expected.isObject()) {
      compareMembers(path, expected, actual);
    } else if (expected.isArray()) {
      compareElements(path, expected, actual);
    } else if (isNumber(expected)) {
      compareNumbers(path, number(expected), actual, tolerance);
    } else if (!expected.equals(actual)) {
      differences.add("%s: %s, expected %s".formatted(path, actual, expected));
    }
  }

  private void compareMembers(String path, JsonNode expected, JsonNode actual) {
    if (expected.has("error") && !expected.get("error").isNull()) {
      if (!actual.path("error").isString() || actual.size() != 1) {
        differences.add("%s: %s, expected only a reason".formatted(path, actual));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      String name = member.getKey();
      String memberPath = path + "/" + name;
      double half = halfWidth(expected, name);
      Tolerance tolerance = tolerances.apply(memberPath, member.getValue());
      if (Double.isFinite(half) && tolerance != null && actual.has(name)) {
        Tolerance ofWidth = Tolerance.absolute(tolerance.halfWidth() * half + tolerance.absolute());
        compareNumbers(memberPath, number(member.getValue()), actual.get(name), ofWidth);
      } else {
        compare(memberPath, member.getValue(), actual.get(name));
      }
    }
  }

  /// Half the width of the interval whose end the member is, NaN for other members.
  private static double halfWidth(JsonNode expected, String name) {
    String low = name.replace("upper", "lower");
    String high = name.replace("lower", "upper");
    boolean ends = !low.equals(high) && isNumber(expected.path(low));
    return ends ? (number(expected.get(high)) - number(expected.get(low))) / 2 : Double.NaN;
  }

  private void compareElements(String path, JsonNode expected, JsonNode actual) {
    if (!actual.isArray() || actual.size() != expected.size()) {
      differences.add("%s: %s, expected %d elements".formatted(path, actual, expected.size()));
      return;
    }
    for (int index = 0; index < expected.size(); index++) {
      compare(path, expected.get(index), actual.get(index));
    }
  }

  private void compareNumbers(String path, double expected, JsonNode actual, Tolerance tolerance) {
    if (!isNumber(actual) || !tolerance.admits(number(actual), expected)) {
      differences.add("%s: %s, expected %s".formatted(path, actual, expected));
    }
  }

  /// The tables write non-finite numbers as texts.
  static boolean isNumber(JsonNode node) {
    return node.isNumber()
        || node.isString() && List.of("NaN", "Infinity", "-Infinity").contains(node.asString());
  }

  static double number(JsonNode node) {
    return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
  }
}
