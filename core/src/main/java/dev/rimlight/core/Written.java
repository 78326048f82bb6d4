package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// A value of a condition as somebody wrote it, and what it was read as, once. Two are equal when
/// they are written alike.
public final class Written<T> {
  private final String text;
  private final T meaning;

  Written(String text, T meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  public String text() {
    return text;
  }

  T meaning() {
    return meaning;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Written<?> written && written.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
