package dev.rimlight.interop.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes trees as `JSON.stringify` does: compact, ECMAScript numbers, non-ASCII as it is, lone
/// surrogates escaped; members in the order of the tree, also those whose names look like numbers.
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  public static String of(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    append(out, tree);
    return out.toString();
  }

  /// Writes a tree indented by two blanks, for people.
  public static String pretty(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    appendPretty(out, tree, "\n");
    return out.toString();
  }

  public static void append(StringBuilder out, @Nullable Object tree) {
    switch (tree) {
      case null -> out.append("null");
      case String text -> quote(out, text);
      case Number number -> out.append(NumberText.of(number));
      case Boolean b -> out.append(b.booleanValue());
      case List<?> list -> {
        out.append('[');
        String separator = "";
        for (Object element : list) {
          out.append(separator);
          append(out, element);
          separator = ",";
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.append(separator);
          quote(out, (String) member.getKey());
          out.append(':');
          append(out, member.getValue());
          separator = ",";
        }
        out.append('}');
      }
      default ->
          throw new IllegalArgumentException(tree.getClass() + " is none of JSON's kinds of value");
    }
  }

  private static void appendPretty(StringBuilder out, @Nullable Object tree, String margin) {
    String inner = margin + "  ";
    String separator = inner;
    if (tree instanceof List<?> list && !list.isEmpty()) {
      out.append('[');
      for (Object element : list) {
        out.append(separator);
        appendPretty(out, element, inner);
        separator = "," + inner;
      }
      out.append(margin).append(']');
    } else if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('{');
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(separator);
        quote(out, (String) member.getKey());
        out.append(": ");
        appendPretty(out, member.getValue(), inner);
        separator = "," + inner;
      }
      out.append(margin).append('}');
    } else {
      append(out, tree);
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (c < 0x20 || Character.isSurrogate(c)) {
            escape(out, c);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xF));
    }
  }
}
