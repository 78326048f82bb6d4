package dev.rimlight.control.document;

import java.util.Locale;

/// The kinds of documents that are drafted and published, each after those that it may name.
public enum Noun {
  METRIC,
  SEGMENT,
  LAYER,
  HOLDOUT,
  FLAG,
  EXPERIMENT,
  ROUTE;

  /// As the API and the store spell it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Noun ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
