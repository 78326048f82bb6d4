package dev.rimlight.interop.flagd;

import dev.rimlight.interop.json.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An expression of json-logic: a constant, or an operator with its arguments.
///
/// @param operator empty for a constant
/// @param arguments what the operator is applied to; what is no array is one argument
record Logic(String operator, List<Place> arguments, Place place) {
  /// The operators of json-logic and flagd's own.
  private static final Set<String> KNOWN =
      Set.of(
          "var",
          "missing",
          "missing_some",
          "if",
          "?:",
          "==",
          "===",
          "!=",
          "!==",
          "!",
          "!!",
          "or",
          "and",
          ">",
          ">=",
          "<",
          "<=",
          "max",
          "min",
          "+",
          "-",
          "*",
          "/",
          "%",
          "map",
          "filter",
          "reduce",
          "all",
          "none",
          "some",
          "merge",
          "in",
          "cat",
          "substr",
          "log",
          "fractional",
          "sem_ver",
          "starts_with",
          "ends_with");

  static Logic of(Place place) {
    if (!(place.value() instanceof Map<?, ?> map) || map.isEmpty()) {
      return new Logic("", List.of(), place);
    }
    String operator = place.members().getFirst().name();
    Place arguments = place.at(operator);
    return new Logic(
        operator,
        arguments.value() instanceof List<?> ? arguments.elements() : List.of(arguments),
        place);
  }

  boolean isConstant() {
    return operator.isEmpty();
  }

  /// Whether the operator was given an array.
  boolean isApplied() {
    return place.at(operator).value() instanceof List<?>;
  }

  /// Whether flagd can read it: every object in it is one known operator.
  static boolean isValid(Place place) {
    if (place.value() instanceof List<?>) {
      return place.elements().stream().allMatch(Logic::isValid);
    }
    if (!(place.value() instanceof Map<?, ?> map) || map.isEmpty()) {
      return true;
    }
    String operator = place.members().getFirst().name();
    return map.size() == 1 && KNOWN.contains(operator) && isValid(place.at(operator));
  }
}
