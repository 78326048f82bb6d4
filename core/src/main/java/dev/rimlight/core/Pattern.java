package dev.rimlight.core;

import dev.rimlight.core.regex.Regex;
import org.jspecify.annotations.Nullable;

/// A regular expression of a condition, compiled once; two are equal when their texts are.
public final class Pattern {
  private final Regex regex;

  Pattern(Regex regex) {
    this.regex = regex;
  }

  boolean foundIn(String text) {
    return regex.foundIn(text);
  }

  /// As it was written.
  public String text() {
    return regex.pattern();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pattern pattern && pattern.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().length();
  }

  @Override
  public String toString() {
    return text();
  }
}
