package dev.rimlight.control.analyze;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares an answer with what a table expects, member by member.
///
/// Estimates are relative to max(|expected|, SE 1e-6), the ends of intervals to the half-width, all
/// else to |expected|; the tables write numbers that are not finite as strings.
final class Expectation {
  private final Tolerance tolerance;
  private final Set<String> misses = new TreeSet<>();

  /// @param absolute allowed beside what is relative
  record Tolerance(
      double estimate, double standardError, double interval, double other, double absolute) {
    static Tolerance of(double all) {
      return new Tolerance(all, all, all, all, 0);
    }
  }

  Expectation(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  List<String> misses() {
    return new ArrayList<>(misses);
  }

  void compare(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(member -> compareMember(path, expected, actual, member.getKey()));
    } else if (expected.isArray()) {
      compareArray(path, expected, actual);
    } else {
      compareScalar(path, expected, actual, allowed(path, expected));
    }
  }

  private void compareMember(String path, JsonNode expected, JsonNode actual, String name) {
    JsonNode value = expected.get(name);
    String below = path.isEmpty() ? name : path + "." + name;
    JsonNode given = actual.path(name);
    boolean superseded = name.equals("p_value") && expected.has("p_value_precise");
    if (superseded) {
      return;
    }
    boolean end = name.endsWith("_lower") || name.endsWith("_upper");
    String stem = end ? name.substring(0, name.length() - "_lower".length()) : name;
    if (end && number(expected, stem + "_lower") && number(expected, stem + "_upper")) {
      double low = expected.get(stem + "_lower").asDouble();
      double high = expected.get(stem + "_upper").asDouble();
      compareScalar(below, value, given, tolerance.interval() * (high - low) / 2);
    } else if (name.equals("estimate") && expected.has("standard_error")) {
      double floor = expected.get("standard_error").asDouble() * 1e-6;
      compareScalar(
          below, value, given, tolerance.estimate() * Math.max(Math.abs(value.asDouble()), floor));
    } else {
      compare(below, value, given);
    }
  }

  private static boolean number(JsonNode object, String name) {
    return object.path(name).isNumber();
  }

  private double allowed(String path, JsonNode expected) {
    double relative =
        path.endsWith("standard_error") ? tolerance.standardError() : tolerance.other();
    return tolerance.absolute() + relative * Math.abs(expected.asDouble(0));
  }

  private void compareArray(String path, JsonNode expected, JsonNode actual) {
    if (!actual.isArray() || actual.size() != expected.size()) {
      miss(path, expected, actual);
      return;
    }
    boolean interval = expected.size() == 2 && expected.get(0).isNumber();
    for (int i = 0; i < expected.size(); i++) {
      String below = path + "[" + i + "]";
      if (interval && expected.get(1).isNumber()) {
        double half = Math.abs(expected.get(1).asDouble() - expected.get(0).asDouble()) / 2;
        double scale = Math.max(half, Math.abs(expected.get(i).asDouble()));
        compareScalar(
            below,
            expected.get(i),
            actual.get(i),
            tolerance.absolute() + tolerance.interval() * scale);
      } else {
        compare(below, expected.get(i), actual.get(i));
      }
    }
  }

  private void compareScalar(String path, JsonNode expected, JsonNode actual, double allowed) {
    boolean met =
        expected.isNumber()
            ? actual.isNumber()
                && (actual.asDouble() == expected.asDouble()
                    || Math.abs(actual.asDouble() - expected.asDouble())
                        <= allowed + Double.MIN_NORMAL)
            : expected.isNull()
                ? actual.isNull()
                : actual.asString("").equals(expected.asString("")) && sameKind(expected, actual);
    if (!met) {
      miss(path, expected, actual);
    }
  }

  private static boolean sameKind(JsonNode expected, JsonNode actual) {
    return expected.getNodeType() == actual.getNodeType()
        && (!expected.isBoolean() || expected.asBoolean() == actual.asBoolean());
  }

  private void miss(String path, JsonNode expected, JsonNode actual) {
    misses.add(path + ": " + actual + ", expected " + expected);
  }
}
