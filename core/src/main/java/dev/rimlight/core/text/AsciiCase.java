package dev.rimlight.core.text;

/// Compares text without regard to the case of A to Z. All other letters are compared as they are:
/// their case is a matter of language and of the runtime's Unicode version.
public final class AsciiCase {
  private AsciiCase() {}

  public static boolean equal(String a, String b) {
    return a.length() == b.length() && matches(a, 0, b);
  }

  public static boolean startsWith(String text, String start) {
    return text.length() >= start.length() && matches(text, 0, start);
  }

  public static boolean endsWith(String text, String end) {
    return text.length() >= end.length() && matches(text, text.length() - end.length(), end);
  }

  public static boolean contains(String text, String part) {
    for (int at = 0; at <= text.length() - part.length(); at++) {
      if (matches(text, at, part)) {
        return true;
      }
    }
    return false;
  }

  /// The order of the UTF-16 units, A to Z taken as a to z.
  public static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      int difference = folded(a.charAt(i)) - folded(b.charAt(i));
      if (difference != 0) {
        return difference;
      }
    }
    return a.length() - b.length();
  }

  private static boolean matches(String text, int at, String part) {
    for (int i = 0; i < part.length(); i++) {
      if (folded(text.charAt(at + i)) != folded(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int folded(char unit) {
    return unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit;
  }
}
