package dev.rimlight.control.analyze;

import java.util.Arrays;
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

  /// Refuses the first member that has another name; a mistyped setting must not be a silent
  /// default.
  void requireOnly(String... names) {
    List<String> known = List.of(names);
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new Refused(
            "%s.%s is unknown, must be one of %s".formatted(path, name, String.join(", ", known)));
      }
    }
  }

  /// Of an object's members.
  List<String> names() {
    if (!node.isObject()) {
      throw refused("an object");
    }
    return List.copyOf(node.propertyNames());
  }

  <E extends Enum<E>> E oneOf(String name, E[] constants) {
    String written = text(name);
    return Arrays.stream(constants)
        .filter(constant -> AnalysisForm.word(constant).equals(written))
        .findFirst()
        .orElseThrow(() ->
            object(name)
                .refused(
                    "one of "
                        + String.join(
                            ", ", Arrays.stream(constants).map(AnalysisForm::word).toList())));
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
    return object(name).flag();
  }

  String text(String name) {
    return object(name).text();
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
      throw refused("a list of 1.." + MAXIMUM_ELEMENTS + " elements");
    }
    return node.valueStream()
        .map(element -> each.apply(new CaseInput(path + "[]", element)))
        .toList();
  }

  double number() {
    double number = node.isNumber() ? node.asDouble() : Double.NaN;
    if (!Double.isFinite(number)) {
      throw refused("a finite number");
    }
    return number;
  }

  /// Whole numbers also come as `3.0`.
  long count() {
    double value = number();
    if (!(value >= 0 && value <= 1e15 && value == Math.rint(value))) {
      throw refused("a whole number in 0..1e15");
    }
    return (long) value;
  }

  private boolean flag() {
    if (!node.isBoolean()) {
      throw refused("true or false");
    }
    return node.asBoolean();
  }

  private String text() {
    if (!node.isString()) {
      throw refused("a text");
    }
    return node.asString();
  }

  private Refused refused(String wanted) {
    return new Refused(
        node.isMissingNode()
            ? "%s is missing, must be %s".formatted(path, wanted)
            : "%s == %s, must be %s".formatted(path, node, wanted));
  }
}
