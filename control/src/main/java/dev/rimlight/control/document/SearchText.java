package dev.rimlight.control.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// By which words a list finds a document: its key and what it says to people.
public final class SearchText {
  private static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "hypothesis",
          "tags",
          "owner",
          "status",
          "flag",
          "flags",
          "pattern",
          "event");

  private SearchText() {}

  public static String of(String key, Map<String, Object> document) {
    StringJoiner words = new StringJoiner("\n");
    words.add(key);
    for (String field : FIELDS) {
      add(document.get(field), words);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static void add(@Nullable Object value, StringJoiner words) {
    if (value instanceof String text) {
      words.add(text);
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> add(item, words));
    }
  }
}
