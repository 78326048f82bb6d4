package dev.rimlight.core;

import dev.rimlight.core.text.VersionText;
import org.jspecify.annotations.Nullable;

/// What of a value is looked at, see [Value]. The codes are part of the snapshot format and indexes
/// of `values()`: append only.
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
  /// A text that orders versions of any number of parts, see [VersionText].
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
      case TEXT -> seen instanceof Value.Text ? seen : new Value.Text(seen.text());
      case NUMBER -> seen instanceof Value.Numeric ? seen : new Value.Numeric(seen.number());
      case TRUTH -> Value.of(seen.truth());
      case JSON -> new Value.Text(JsonText.of(seen));
      case SIZE -> size(seen);
      case TYPE -> new Value.Text(seen.type());
      case VERSION -> new Value.Text(VersionText.comparable(seen.text()));
    };
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

  static Reading ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new UnsupportedSnapshot("reading", code);
    }
    return BY_CODE[code];
  }
}
