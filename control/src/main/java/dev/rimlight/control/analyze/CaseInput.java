package dev.rimlight.control.analyze;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// The input of a case, read member by member; what is missing or has another shape is refused by
/// its name.
record CaseInput(String path, JsonNode node) {
  /// Elements of one list; a case is a few looks, arms, segments or hypotheses.
  static final int MAXIMUM_ELEMENTS = 10_000;

  static CaseInput of(JsonNode input) {
    return new CaseInput("input", input);
  }

  boolean has(String name) {
    JsonNode member = node.get(name);
    return member != null && !member.isNull();
  }

  CaseInput object(String name) {
    return new CaseInput(path + "." + name, node.path(name));
  }

  double number(String name) {
    return object(name).number();
  }

  double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  long count(String name) {
    return object(name).count();
  }

  boolean flag(String name) {
    JsonNode member = node.path(name);
    return member.isBoolean() ? member.asBoolean() : refuse(name, member, "true or false");
  }

  String text(String name) {
    JsonNode member = node.path(name);
    return member.isString() ? member.asString() : refuse(name, member, "a text");
  }

  double[] numbers(String name) {
    return elements(name, Function.identity()).stream().mapToDouble(CaseInput::number).toArray();
  }

  long[] counts(String name) {
    return elements(name, Function.identity()).stream().mapToLong(CaseInput::count).toArray();
  }

  <T> List<T> elements(String name, Function<CaseInput, T> each) {
    return object(name).elements(each);
  }

  <T> List<T> elements(Function<CaseInput, T> each) {
    if (!node.isArray() || node.isEmpty() || node.size() > MAXIMUM_ELEMENTS) {
      throw new Refused(
          "%s == %s, must be a list of 1..%d elements".formatted(path, node, MAXIMUM_ELEMENTS));
    }
    return node.valueStream()
        .map(element -> each.apply(new CaseInput(path + "[]", element)))
        .toList();
  }

  double number() {
    double number = node.isNumber() ? node.asDouble() : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new Refused("%s == %s, must be a finite number".formatted(path, node));
    }
    return number;
  }

  /// Whole numbers also come as `3.0`.
  long count() {
    double value = number();
    if (!(value >= 0 && value <= 1e15 && value == Math.rint(value))) {
      throw new Refused("%s == %s, must be a whole number in 0..1e15".formatted(path, node));
    }
    return (long) value;
  }

  private <T> T refuse(String name, JsonNode member, String wanted) {
    throw new Refused("%s.%s == %s, must be %s".formatted(path, name, member, wanted));
  }
}
