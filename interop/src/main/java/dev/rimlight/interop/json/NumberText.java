package dev.rimlight.interop.json;

import dev.rimlight.core.text.Numbers;

/// Numbers as JavaScript writes them: each is an IEEE double, and its text the shortest one that is
/// read back as that double (ECMA-262, Number::toString).
public final class NumberText {
  private static final long EXACT = 1L << 53;

  private NumberText() {}

  /// "null" for what JSON has no number for, as `JSON.stringify` says.
  static String of(Number number) {
    if (number instanceof Integer) {
      return number.toString();
    }
    if (number instanceof Long l && -EXACT <= l && l <= EXACT) {
      return l.toString();
    }
    return of(number.doubleValue());
  }

  public static String of(double d) {
    return Double.isFinite(d) ? Numbers.text(d) : "null";
  }
}
