package dev.rimlight.events.ingest;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, taken out one by one and checked on the way. An absent field is
/// null.
record EventFields(JsonNode object) {

  @Nullable String text(String field, int fewest, int most) throws InvalidEvent {
    String text = string(field);
    if (text != null) {
      int length = text.codePointCount(0, text.length());
      if (length < fewest || length > most) {
        throw invalid(field, fewest + ".." + most + " characters long");
      }
    }
    return text;
  }

  @Nullable String matching(String field, Pattern pattern) throws InvalidEvent {
    String text = string(field);
    if (text != null && !pattern.matcher(text).matches()) {
      throw invalid(field, "a match of " + pattern);
    }
    return text;
  }

  @Nullable String oneOf(String field, Set<String> values) throws InvalidEvent {
    String text = string(field);
    if (text != null && !values.contains(text)) {
      throw invalid(field, "one of " + String.join(", ", values));
    }
    return text;
  }

  @Nullable Long whole(String field, long lowest, long highest) throws InvalidEvent {
    JsonNode node = object.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong()) {
      throw invalid(field, "a whole number in " + lowest + ".." + highest);
    }
    long number = node.asLong();
    if (number < lowest || number > highest) {
      throw invalid(field, "in " + lowest + ".." + highest);
    }
    return number;
  }

  @Nullable Double number(String field) throws InvalidEvent {
    JsonNode node = object.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw invalid(field, "a finite number");
    }
    return node.doubleValue();
  }

  @Nullable Double numberFrom(String field, double lowest) throws InvalidEvent {
    Double number = number(field);
    if (number != null && number < lowest) {
      throw invalid(field, ">= " + lowest);
    }
    return number;
  }

  @Nullable Boolean bool(String field) throws InvalidEvent {
    JsonNode node = object.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isBoolean()) {
      throw invalid(field, "true or false");
    }
    return node.booleanValue();
  }

  static <T> T required(String field, @Nullable T value) throws InvalidEvent {
    return required(field, value, "every event");
  }

  static <T> T required(String field, @Nullable T value, String owner) throws InvalidEvent {
    if (value == null) {
      throw new InvalidEvent(field + " is missing, must be given for " + owner);
    }
    return value;
  }

  void onlyKnown(Set<String> known) throws InvalidEvent {
    for (String field : object.propertyNames()) {
      if (!known.contains(field)) {
        throw InvalidEvent.of("field", '"' + field + '"', "one of " + String.join(", ", known));
      }
    }
  }

  private @Nullable String string(String field) throws InvalidEvent {
    JsonNode node = object.get(field);
    if (node == null) {
      return null;
    }
    if (!node.isString()) {
      throw invalid(field, "a string");
    }
    return node.stringValue();
  }

  private InvalidEvent invalid(String field, String bound) {
    return InvalidEvent.of(field, String.valueOf(object.get(field)), bound);
  }
}
