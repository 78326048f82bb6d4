package dev.rimlight.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes parsed JSON as text in one way only: members sorted by name, no white space, numbers in
/// their shortest plain form. The same content has the same bytes.
final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  static String write(Node node) {
    StringBuilder out = new StringBuilder();
    append(out, node.pointer(), node.value(), 1);
    if (out.length() > Limits.JSON_CHARS) {
      throw new InvalidDefinition(
          "too_long",
          node.pointer(),
          "length of "
              + node.pointer()
              + " == "
              + out.length()
              + ", must be <= "
              + Limits.JSON_CHARS);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String pointer, @Nullable Object value, int depth) {
    if (depth > Limits.JSON_DEPTH) {
      throw new InvalidDefinition(
          "too_deep",
          pointer,
          "depth of " + pointer + " == " + depth + ", must be <= " + Limits.JSON_DEPTH);
    }
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case String s -> quote(out, s);
      case Number n -> out.append(number(pointer, n));
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          append(out, pointer + "/" + i, list.get(i), depth + 1);
        }
        out.append(']');
      }
      case Map<?, ?> map -> appendMembers(out, pointer, map, depth);
      default ->
          throw new InvalidDefinition("wrong_type", pointer, pointer + " is not a JSON value");
    }
  }

  private static void appendMembers(StringBuilder out, String pointer, Map<?, ?> map, int depth) {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, member) -> sorted.put(String.valueOf(name), member));
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      quote(out, member.getKey());
      out.append(':');
      append(out, pointer + "/" + member.getKey(), member.getValue(), depth + 1);
    }
    out.append('}');
  }

  private static String number(String pointer, Number number) {
    if (number instanceof Integer || number instanceof Long || number instanceof BigInteger) {
      return number.toString();
    }
    double d = number.doubleValue();
    if (!Double.isFinite(d)) {
      throw new InvalidDefinition("wrong_type", pointer, pointer + " == " + d + ", must be finite");
    }
    return BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xF));
        }
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
