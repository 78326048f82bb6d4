package dev.rimlight.core;

import dev.rimlight.core.text.Numbers;
import dev.rimlight.core.text.VersionText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a value is looked at. Texts, numbers and truth are those of JavaScript (ECMA-262,
/// ToString, ToNumber, ToBoolean), because that is what people who write rules for web pages mean.
/// The codes are part of the snapshot format and indexes of `values()`: append only.
public enum Reading {
  /// The value itself.
  VALUE(0, "value"),
  TEXT(1, "text"),
  NUMBER(2, "number"),
  TRUTH(3, "truth"),
  /// Its JSON text, members in their order.
  JSON(4, "json"),
  /// How many elements a list has, or code points a text; others have no size.
  SIZE(5, "size"),
  /// boolean, string, number, list, object or null.
  TYPE(6, "type"),
  /// A text that orders versions of any number of parts, see [VersionText]; what is neither text
  /// nor number is version 0.
  VERSION(7, "version");

  private static final Reading[] BY_CODE = values();

  private final int code;
  private final String name;

  Reading(int code, String name) {
    this.code = code;
    this.name = name;
  }

  int code() {
    return code;
  }

  /// The name in documents.
  public String documentName() {
    return name;
  }

  /// Null when the value has nothing of the kind.
  @Nullable Value of(Value seen) {
    return switch (this) {
      case VALUE -> seen;
      case TEXT -> seen instanceof Value.Text ? seen : new Value.Text(text(seen));
      case NUMBER -> seen instanceof Value.Numeric ? seen : new Value.Numeric(number(seen));
      case TRUTH -> Value.of(truth(seen));
      case JSON -> new Value.Text(JsonText.of(seen));
      case SIZE -> size(seen);
      case TYPE -> new Value.Text(type(seen));
      case VERSION -> new Value.Text(VersionText.comparable(versionText(seen)));
    };
  }

  static String text(Value seen) {
    return switch (seen) {
      case Value.Null n -> "null";
      case Value.Bool b -> b.value() ? "true" : "false";
      case Value.Text t -> t.value();
      case Value.Numeric n -> Numbers.text(n.value());
      case Value.Json j -> j.text();
      case Value.Items items -> joined(items.elements());
      case Value.Members members -> "[object Object]";
    };
  }

  private static String joined(List<Value> elements) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      Value element = elements.get(i);
      out.append(element instanceof Value.Null ? "" : text(element));
    }
    return out.toString();
  }

  static double number(Value seen) {
    return switch (seen) {
      case Value.Null n -> 0;
      case Value.Bool b -> b.value() ? 1 : 0;
      case Value.Text t -> Numbers.parse(t.value());
      case Value.Numeric n -> n.value();
      case Value.Json j -> Double.NaN;
      case Value.Items items -> Numbers.parse(joined(items.elements()));
      case Value.Members members -> Double.NaN;
    };
  }

  static boolean truth(Value seen) {
    return switch (seen) {
      case Value.Null n -> false;
      case Value.Bool b -> b.value();
      case Value.Text t -> !t.value().isEmpty();
      case Value.Numeric n -> n.value() < 0 || n.value() > 0;
      case Value.Json j -> true;
      case Value.Items items -> true;
      case Value.Members members -> true;
    };
  }

  private static String versionText(Value seen) {
    return seen instanceof Value.Text || seen instanceof Value.Numeric ? text(seen) : "";
  }

  private static @Nullable Value size(Value seen) {
    if (seen instanceof Value.Items items) {
      return new Value.Numeric(items.elements().size());
    }
    return seen instanceof Value.Text text ? new Value.Numeric(codePoints(text.value())) : null;
  }

  private static int codePoints(String text) {
    int count = text.length();
    for (int i = 1; i < text.length(); i++) {
      if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
        count--;
      }
    }
    return count;
  }

  private static String type(Value seen) {
    return switch (seen) {
      case Value.Null n -> "null";
      case Value.Bool b -> "boolean";
      case Value.Text t -> "string";
      case Value.Numeric n -> "number";
      case Value.Items i -> "list";
      case Value.Members m -> "object";
      case Value.Json j -> "json";
    };
  }

  static Reading ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("reading", code);
    }
    return BY_CODE[code];
  }
}
