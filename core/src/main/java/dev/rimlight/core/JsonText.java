package dev.rimlight.core;

import dev.rimlight.core.text.Numbers;

/// Writes a value as compact JSON: members in their order, numbers as ECMAScript writes them, a
/// lone surrogate escaped.
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  public static String of(Value value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  static void append(StringBuilder out, Value value) {
    switch (value) {
      case Value.Null n -> out.append("null");
      case Value.Bool b -> out.append(b.value() ? "true" : "false");
      case Value.Text t -> quote(out, t.value());
      case Value.Numeric n -> {
        boolean finite = Math.abs(n.value()) <= Double.MAX_VALUE;
        out.append(finite ? Numbers.text(n.value()) : "null");
      }
      case Value.Json j -> out.append(j.text());
      case Value.Items items -> {
        char before = '[';
        for (Value element : items.elements()) {
          out.append(before);
          append(out, element);
          before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
      }
      case Value.Members members -> {
        char before = '{';
        for (Value.Member member : members.members()) {
          out.append(before);
          quote(out, member.name());
          out.append(':');
          append(out, member.value());
          before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
      }
    }
  }

  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        int letter = "\b\t\n\f\r".indexOf(c);
        if (letter >= 0) {
          out.append('\\').append("btnfr".charAt(letter));
        } else {
          escape(out, c);
        }
      } else if (c >= 0xD800 && c < 0xE000 && !paired(text, i)) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int at) {
    char c = text.charAt(at);
    return c < 0xDC00
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
