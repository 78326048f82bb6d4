package dev.rimlight.control.document;

import java.util.Locale;
import java.util.Map;

/// What is done by itself when an experiment is proven to do harm.
public enum OnHarm {
  /// People are told, and decide.
  TELL,
  /// The flag is killed at once, and people are told.
  KILL;

  static final String FIELD = "onHarm";

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of an experiment's document that was checked.
  public static OnHarm of(Map<String, ?> experiment) {
    return KILL.word().equals(experiment.get(FIELD)) ? KILL : TELL;
  }
}
