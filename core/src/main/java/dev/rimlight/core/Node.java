package dev.rimlight.core;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One place in a parsed JSON document, which knows where it is, so that whatever is wrong can be
/// named.
record Node(String pointer, @Nullable Object value) {
  Node member(String name) {
    Node member = optional(name);
    if (member == null) {
      throw new InvalidDefinition(
          "missing",
          pointer + "/" + name,
          (pointer.isEmpty() ? "the document" : pointer) + " has no " + name);
    }
    return member;
  }

  /// A member that may be null.
  Node given(String name) {
    return object().containsKey(name)
        ? new Node(pointer + "/" + name, object().get(name))
        : member(name);
  }

  @Nullable Node optional(String name) {
    Object member = object().get(name);
    return member == null ? null : new Node(pointer + "/" + name, member);
  }

  Map<?, ?> object() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong("wrong_type", "must be an object");
  }

  List<?> list(int limit) {
    if (!(value instanceof List<?> list)) {
      throw wrong("wrong_type", "must be an array");
    }
    if (list.size() > limit) {
      throw new InvalidDefinition(
          "too_many",
          pointer,
          "length of " + pointer + " == " + list.size() + ", must be <= " + limit);
    }
    return list;
  }

  Node item(int index) {
    return new Node(pointer + "/" + index, list(Integer.MAX_VALUE).get(index));
  }

  String text(int limit) {
    if (!(value instanceof String text)) {
      throw wrong("wrong_type", "must be a string");
    }
    if (text.length() > limit) {
      throw new InvalidDefinition(
          "too_long",
          pointer,
          "length of " + pointer + " == " + text.length() + ", must be <= " + limit);
    }
    return text;
  }

  String key() {
    String key = text(Limits.KEY_CHARS);
    if (!Key.valid(key)) {
      throw wrong(
          "bad_key", "must be 1 to 64 of a-z A-Z 0-9 _ . - and begin with a letter or digit");
    }
    return key;
  }

  boolean bool() {
    if (value instanceof Boolean b) {
      return b;
    }
    throw wrong("wrong_type", "must be true or false");
  }

  double number() {
    if (value instanceof Number number) {
      double d = number.doubleValue();
      if (Double.isFinite(d)) {
        // Minus zero is zero: it compares so, and JSON that is written again has none.
        return d == 0 ? 0 : d;
      }
    }
    throw wrong("wrong_type", "must be a finite number");
  }

  int whole(int least, int most) {
    double d = number();
    if (d != Math.rint(d) || d < least || d > most) {
      throw wrong("out_of_range", "must be a whole number from " + least + " to " + most);
    }
    return (int) d;
  }

  int weight() {
    double d = number();
    if (d != Math.rint(d) || d < 0 || d > Limits.WHOLE) {
      throw wrong("weight_out_of_range", "must be a whole number from 0 to " + Limits.WHOLE);
    }
    return (int) d;
  }

  /// `key == value, must ...`, with the value cut at 80 characters.
  InvalidDefinition wrong(String code, String bound) {
    String shown = value instanceof String s ? "\"" + s + "\"" : String.valueOf(value);
    if (shown.length() > 80) {
      shown = shown.substring(0, 77) + "...";
    }
    return new InvalidDefinition(code, pointer, pointer + " == " + shown + ", " + bound);
  }
}
