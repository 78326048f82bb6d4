package dev.rimlight.interop.growthbook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A regular expression of JavaScript without flags, written over as one of RE2's syntax, which our
/// engine reads (ECMA-262, Patterns and annex B).
///
/// The two differ in what `.`, `\s`, `[]` and `[^]` are, in escapes, and in what is an error.
/// Look-around and back references cannot be written over.
final class JavaScriptPattern {
  /// Why a pattern has no counterpart.
  enum Fault {
    /// JavaScript has an error for it too, and so the test is false.
    INVALID,
    /// It is one of JavaScript, but our engine cannot decide it.
    UNSUPPORTED
  }

  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Unwritable(Fault fault) {
      super(fault.name());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  private static final String SPACES =
      "\\t-\\r \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";
  private static final String NO_SPACES =
      "\\x{0}-\\x{8}\\x{E}-\\x{1F}!-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}"
          + "\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}";
  private static final String ANY = "[\\x{0}-\\x{10FFFF}]";
  private static final String NOTHING = "[^\\x{0}-\\x{10FFFF}]";
  private static final String NO_LINE_END = "[^\\n\\r\\x{2028}\\x{2029}]";

  private final String pattern;
  private final StringBuilder out = new StringBuilder();
  private int at;

  /// Whether a quantifier may follow, and whether it would be an error of JavaScript or none.
  private boolean repeatable;

  private JavaScriptPattern(String pattern) {
    this.pattern = pattern;
  }

  /// Throws [Unwritable].
  static String toRe2(String pattern) {
    return new JavaScriptPattern(pattern).written();
  }

  private String written() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '\\' -> escape();
        case '[' -> bracket();
        case '(' -> open();
        case '.' -> atom(NO_LINE_END);
        case '^', '$' -> assertion(String.valueOf(c));
        case '|' -> assertion("|");
        case ')' -> {
          out.append(')');
          repeatable = true;
        }
        case '*', '+', '?' -> quantifier(String.valueOf(c));
        case '{' -> brace();
        default -> {
          at--;
          literal(pattern.codePointAt(at));
          at += Character.charCount(pattern.codePointAt(at));
        }
      }
    }
    return out.toString();
  }

  private void atom(String text) {
    out.append(text);
    repeatable = true;
  }

  private void assertion(String text) {
    out.append(text);
    repeatable = false;
  }

  private void literal(int point) {
    atom(quoted(point));
  }

  private static String quoted(int point) {
    boolean plain = Character.isLetterOrDigit(point) && point < 0x80 || point == ' ';
    return plain
        ? Character.toString(point)
        : "\\x{" + Integer.toHexString(point).toUpperCase(Locale.ROOT) + "}";
  }

  private void quantifier(String text) {
    if (!repeatable) {
      throw new Unwritable(Fault.INVALID);
    }
    out.append(text);
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      out.append('?');
      at++;
    }
    repeatable = false;
  }

  private void brace() {
    int end = pattern.indexOf('}', at);
    String counts = end < 0 ? "" : pattern.substring(at, end);
    if (!counts.matches("[0-9]+(,[0-9]*)?")) {
      literal('{');
      return;
    }
    at = end + 1;
    String[] bounds = counts.split(",", -1);
    long least = bound(bounds[0]);
    long most = bounds.length == 1 ? least : bounds[1].isEmpty() ? -1 : bound(bounds[1]);
    if (most >= 0 && most < least) {
      throw new Unwritable(Fault.INVALID);
    }
    quantifier(
        bounds.length == 1
            ? "{" + least + "}"
            : "{" + least + "," + (most < 0 ? "" : String.valueOf(most)) + "}");
  }

  private static long bound(String digits) {
    String trimmed = digits.replaceFirst("^0+(?=.)", "");
    return trimmed.length() > 9 ? 999_999_999 : Long.parseLong(trimmed);
  }

  private void open() {
    if (pattern.startsWith("?:", at)) {
      out.append("(?:");
      at += 2;
    } else if (pattern.startsWith("?=", at)
        || pattern.startsWith("?!", at)
        || pattern.startsWith("?<=", at)
        || pattern.startsWith("?<!", at)) {
      throw new Unwritable(Fault.UNSUPPORTED);
    } else if (pattern.startsWith("?<", at)) {
      int end = pattern.indexOf('>', at);
      if (end < 0 || !pattern.substring(at + 2, end).matches("[A-Za-z_$][A-Za-z_$0-9]*")) {
        throw new Unwritable(Fault.INVALID);
      }
      out.append('(');
      at = end + 1;
    } else if (at < pattern.length() && pattern.charAt(at) == '?') {
      throw new Unwritable(
          pattern.substring(at).matches("(?s)\\?[ims]*(-[ims]*)?:.*")
              ? Fault.UNSUPPORTED
              : Fault.INVALID);
    } else {
      out.append('(');
    }
    repeatable = false;
  }

  private void escape() {
    if (at >= pattern.length()) {
      throw new Unwritable(Fault.INVALID);
    }
    char c = pattern.charAt(at);
    switch (c) {
      case 'd', 'D', 'w', 'W' -> {
        at++;
        atom("\\" + c);
      }
      case 's', 'S' -> {
        at++;
        atom("[" + (c == 's' ? "" : "^") + SPACES + "]");
      }
      case 'b', 'B' -> {
        at++;
        assertion("\\" + c);
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> throw new Unwritable(Fault.UNSUPPORTED);
      case 'k' -> {
        if (pattern.contains("(?<")) {
          throw new Unwritable(Fault.UNSUPPORTED);
        }
        at++;
        literal('k');
      }
      default -> literal(escaped());
    }
  }

  /// The code point of an escape, whose backslash has been read.
  private int escaped() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 11;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
      case 'x' -> hexadecimal(2, 'x');
      case 'u' -> {
        int unit = hexadecimal(4, 'u');
        if (Character.isHighSurrogate((char) unit) && pattern.startsWith("\\u", at)) {
          int before = at;
          at += 2;
          int low = hexadecimal(4, 'u');
          if (Character.isLowSurrogate((char) low)) {
            yield Character.toCodePoint((char) unit, (char) low);
          }
          at = before;
        }
        yield unit;
      }
      case 'c' -> {
        char letter = at < pattern.length() ? pattern.charAt(at) : ' ';
        if ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z') {
          at++;
          yield letter % 32;
        }
        at--;
        yield '\\';
      }
      default -> {
        at--;
        int point = pattern.codePointAt(at);
        at += Character.charCount(point);
        yield point;
      }
    };
  }

  private int octal(int first) {
    int value = first;
    while (at < pattern.length()
        && pattern.charAt(at) >= '0'
        && pattern.charAt(at) <= '7'
        && value * 8 + 7 <= 0xFF + 7
        && value * 8 + pattern.charAt(at) - '0' <= 0xFF) {
      value = value * 8 + pattern.charAt(at++) - '0';
    }
    return value;
  }

  private int hexadecimal(int digits, char otherwise) {
    if (at + digits <= pattern.length()
        && pattern.substring(at, at + digits).matches("[0-9A-Fa-f]+")) {
      at += digits;
      return Integer.parseInt(pattern.substring(at - digits, at), 16);
    }
    return otherwise;
  }

  private void bracket() {
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    at += negated ? 1 : 0;
    StringBuilder items = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      item(items);
    }
    if (at >= pattern.length()) {
      throw new Unwritable(Fault.INVALID);
    }
    at++;
    if (items.isEmpty()) {
      atom(negated ? ANY : NOTHING);
    } else {
      atom("[" + (negated ? "^" : "") + items + "]");
    }
  }

  /// A character, a class or a range; a hyphen beside a class is itself.
  private void item(StringBuilder items) {
    String named = namedClass();
    if (named != null) {
      items.append(named);
      return;
    }
    int low = member();
    if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
      at++;
      String beside = namedClass();
      if (beside != null) {
        items.append(quoted(low)).append(quoted('-')).append(beside);
        return;
      }
      int high = member();
      if (high < low) {
        throw new Unwritable(Fault.INVALID);
      }
      items.append(quoted(low)).append('-').append(quoted(high));
    } else {
      items.append(quoted(low));
    }
  }

  private @Nullable String namedClass() {
    if (pattern.charAt(at) != '\\' || at + 1 >= pattern.length()) {
      return null;
    }
    char c = pattern.charAt(at + 1);
    String named =
        switch (c) {
          case 'd', 'D', 'w', 'W' -> "\\" + c;
          case 's' -> SPACES;
          case 'S' -> NO_SPACES;
          default -> null;
        };
    at += named == null ? 0 : 2;
    return named;
  }

  private int member() {
    if (pattern.charAt(at) == '\\') {
      at++;
      if (at >= pattern.length()) {
        throw new Unwritable(Fault.INVALID);
      }
      if (pattern.charAt(at) == 'b') {
        at++;
        return 8;
      }
      return escaped();
    }
    int point = pattern.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }
}
