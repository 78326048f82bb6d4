package dev.rimlight.control.document;

import java.util.Locale;
import java.util.Map;

/// How surely a kill of the flag must hold. `hard`: an edge that slept asks for the kill list
/// before it serves a page with the flag, and the visitor waits up to 50 ms for the answer.
enum KillClass {
  NORMAL,
  HARD;

  static final String FIELD = "kill";

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of a flag's document that was checked.
  static KillClass of(Map<String, ?> flag) {
    return HARD.word().equals(flag.get(FIELD)) ? HARD : NORMAL;
  }
}
