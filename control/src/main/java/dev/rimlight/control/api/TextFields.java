package dev.rimlight.control.api;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small request body, of text and whole numbers.
final class TextFields {
  private final Map<String, Object> body;

  TextFields(Map<String, Object> body, List<String> known) {
    this.body = body;
    for (String name : body.keySet()) {
      if (!known.contains(name)) {
        throw invalid(
            "unknown_field",
            name,
            "%s is unknown, must be one of %s".formatted(name, String.join(", ", known)));
      }
    }
  }

  String required(String name, int maxChars) {
    return optional(name, maxChars)
        .orElseThrow(() -> invalid("missing_field", name, name + " is missing, must be given"));
  }

  Optional<String> optional(String name, int maxChars) {
    Object value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw invalid("wrong_type", name, name + " == " + value + ", must be a string");
    }
    if (text.length() > maxChars) {
      throw invalid(
          "text_too_long",
          name,
          "%s has %d characters, must be <= %d".formatted(name, text.length(), maxChars));
    }
    return Optional.of(text);
  }

  Optional<Integer> whole(String name, int lowest, int highest) {
    Object value = body.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Integer number) || number < lowest || number > highest) {
      throw invalid(
          "out_of_range",
          name,
          "%s == %s, must be a whole number in %d..%d".formatted(name, value, lowest, highest));
    }
    return Optional.of(number);
  }

  private static Rejected invalid(String code, String name, String message) {
    return Rejected.of(new InvalidDefinition(code, "/" + name, message));
  }
}
