package dev.rimlight.core;

/// Compares texts as if their ASCII letters were lower case, without making new texts. Other
/// letters have no case here: what they fold to depends on a runtime's tables and language.
final class Ascii {
  private Ascii() {}

  static boolean equalIgnoringCase(String text, String other) {
    return text.length() == other.length() && matchesAt(text, 0, other);
  }

  static boolean startsIgnoringCase(String text, String start) {
    return text.length() >= start.length() && matchesAt(text, 0, start);
  }

  static boolean endsIgnoringCase(String text, String end) {
    return text.length() >= end.length() && matchesAt(text, text.length() - end.length(), end);
  }

  static boolean containsIgnoringCase(String text, String part) {
    for (int at = 0; at + part.length() <= text.length(); at++) {
      if (matchesAt(text, at, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesAt(String text, int at, String part) {
    for (int i = 0; i < part.length(); i++) {
      if (lower(text.charAt(at + i)) != lower(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
