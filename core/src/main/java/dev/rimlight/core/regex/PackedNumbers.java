package dev.rimlight.core.regex;

/// Reads the numbers of a table that is kept as text, because text is what a bundle stores best.
///
/// The digits are the characters from `(` to `~` without the backslash, 86 in all. A number ends
/// with a digit below 60; each digit before it is 60 plus a remainder of 26, the lowest first.
final class PackedNumbers {
  static final char FIRST_DIGIT = '(';
  static final int LAST_DIGITS = 60;
  static final int FORMER_DIGITS = 26;

  private final String table;
  private int at;

  PackedNumbers(String table) {
    this.table = table;
  }

  boolean more() {
    return at < table.length();
  }

  int number() {
    int number = 0;
    int weight = 1;
    int digit = digit();
    while (digit >= LAST_DIGITS) {
      number += (digit - LAST_DIGITS) * weight;
      weight *= FORMER_DIGITS;
      digit = digit();
    }
    return number + digit * weight;
  }

  private int digit() {
    char letter = table.charAt(at++);
    return letter - FIRST_DIGIT - (letter > '\\' ? 1 : 0);
  }
}
