package dev.rimlight.core;

/// The syntax of keys: 1 to 64 of `a-z A-Z 0-9 _ . -`, beginning with a letter or digit. ASCII, so
/// that byte order is character order on every runtime.
public final class Key {
  private Key() {}

  public static boolean valid(String key) {
    if (key.isEmpty() || key.length() > Limits.KEY_CHARS || !alphanumeric(key.charAt(0))) {
      return false;
    }
    for (int i = 1; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!alphanumeric(c) && c != '_' && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
