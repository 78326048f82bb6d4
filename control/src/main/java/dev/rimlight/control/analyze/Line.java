package dev.rimlight.control.analyze;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The input of one line, or a part of it: members by name, each of the kind that is asked for, or
/// a reason that names the member.
record Line(String path, JsonNode node) {
  /// Arrays of a line, so that one line cannot take all memory.
  static final int LARGEST_ARRAY = 10_000_000;

  static Line of(JsonNode input) {
    return new Line("input", input);
  }

  boolean has(String name) {
    JsonNode member = node.get(name);
    return member != null && !member.isNull();
  }

  Line at(String name) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      throw new Refused(path + "." + name + " is missing");
    }
    return new Line(path + "." + name, member);
  }

  private Refused wrong(String kind) {
    String text = node.toString();
    String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return new Refused(path + " == " + shown + ", must be " + kind);
  }

  double number(String name) {
    return at(name).number();
  }

  double number() {
    double value =
        switch (node.isString() ? node.asString() : "") {
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          case "NaN" -> Double.NaN;
          default -> {
            if (!node.isNumber()) {
              throw wrong("a number");
            }
            yield node.asDouble();
          }
        };
    if (!Double.isFinite(value)) {
      throw wrong("finite");
    }
    return value;
  }

  long count(String name) {
    return at(name).count();
  }

  long count() {
    double value = number();
    if (value != Math.rint(value) || value < 0 || value > 1L << 53) {
      throw wrong("a count");
    }
    return (long) value;
  }

  /// Of milliseconds: may be negative.
  long whole(String name) {
    return at(name).whole();
  }

  long whole() {
    double value = number();
    if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
      throw wrong("whole");
    }
    return (long) value;
  }

  boolean flag(String name) {
    Line member = at(name);
    if (!member.node.isBoolean()) {
      throw member.wrong("true or false");
    }
    return member.node.asBoolean();
  }

  String text(String name) {
    return at(name).text();
  }

  String text() {
    if (!node.isString()) {
      throw wrong("a string");
    }
    return node.asString();
  }

  /// The error rate of the line: in (0, 1).
  double alpha() {
    double alpha = number("alpha");
    if (!(alpha > 0 && alpha < 1)) {
      throw at("alpha").wrong("in (0, 1)");
    }
    return alpha;
  }

  List<Line> list(String name) {
    return at(name).list();
  }

  List<Line> list() {
    requireArray();
    return each(index -> new Line(path + "[" + index + "]", node.get(index)));
  }

  private void requireArray() {
    if (!node.isArray() || node.size() > LARGEST_ARRAY) {
      throw wrong("an array of at most " + LARGEST_ARRAY);
    }
  }

  private List<Line> each(IntFunction<Line> element) {
    return IntStream.range(0, node.size()).mapToObj(element).toList();
  }

  double[] numbers(String name) {
    return at(name).list().stream().mapToDouble(Line::number).toArray();
  }

  long[] counts(String name) {
    return at(name).list().stream().mapToLong(Line::count).toArray();
  }
}
