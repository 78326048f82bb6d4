package dev.rimlight.core.regex;

import org.jspecify.annotations.Nullable;

/// A pattern and the place up to which it has been read.
final class PatternText {
  static final int NO_NUMBER = -2;

  private static final int END = -1;

  private final String pattern;
  private int at;

  PatternText(String pattern) {
    this.pattern = pattern;
  }

  int length() {
    return pattern.length();
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  boolean ended() {
    return at >= pattern.length();
  }

  /// The next UTF-16 unit, or -1 at the end.
  int peek() {
    return peekAt(0);
  }

  int peekAt(int ahead) {
    return at + ahead < pattern.length() ? pattern.charAt(at + ahead) : END;
  }

  /// The next code point, which must exist.
  int next() {
    int point = pattern.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  boolean take(String expected) {
    if (!pattern.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  String since(int position) {
    return pattern.substring(position, at);
  }

  InvalidRegex error(int position, String reason) {
    return new InvalidRegex(pattern, position, reason);
  }

  /// A count without leading zeros; one too large to be allowed stays too large.
  int number() {
    int first = at;
    int number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = Math.min(number * 10 + (next() - '0'), Regex.REPETITIONS + 1);
    }
    boolean padded = at - first > 1 && pattern.charAt(first) == '0';
    return at == first || padded ? NO_NUMBER : number;
  }

  /// The class that `\d`, `\pL` and their like name, or null where the backslash begins another
  /// escape. The backslash has been read.
  @Nullable CodePoints namedEscape(int start, boolean fold) {
    int letter = peek();
    return switch (letter) {
      case 'p', 'P' -> {
        next();
        yield unicodeClass(start, letter == 'P', fold);
      }
      case 'd', 'D', 's', 'S', 'w', 'W' -> {
        next();
        yield Classes.signed(Classes.perl(letter | 0x20), letter < 'a', fold);
      }
      default -> null;
    };
  }

  private CodePoints unicodeClass(int start, boolean inverted, boolean fold) {
    boolean negated = inverted;
    String name;
    if (take("{")) {
      int close = pattern.indexOf('}', at);
      if (close < 0) {
        throw error(start, "\\p{ without }");
      }
      if (take("^")) {
        negated = !negated;
      }
      name = pattern.substring(at, close);
      at = close + 1;
    } else if (ended()) {
      throw error(start, "\\p without a name");
    } else {
      int first = at;
      next();
      name = since(first);
    }
    CodePoints named = UnicodeClasses.named(name);
    if (named == null) {
      throw error(start, "no Unicode class of the name " + name + " is known");
    }
    return Classes.signed(named, negated, fold);
  }

  /// The code point that an escape stands for. The backslash has been read.
  int escaped(int start) {
    if (ended()) {
      throw error(start, "\\ at the end");
    }
    int letter = next();
    return switch (letter) {
      case 'a' -> 7;
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 11;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'x' -> hexadecimal(start);
      case '0' -> octal(0);
      case '1', '2', '3', '4', '5', '6', '7' -> {
        if (peek() < '0' || peek() > '7') {
          throw error(start, "back references are not supported");
        }
        yield octal(letter - '0');
      }
      default -> {
        if (letter >= 0x80 || (letter != '_' && Classes.WORD.contains(letter))) {
          throw error(start, "unknown escape");
        }
        yield letter;
      }
    };
  }

  private int octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; i++) {
      value = value * 8 + (next() - '0');
    }
    return value;
  }

  /// `\xFF` or `\x{10FFFF}`.
  private int hexadecimal(int start) {
    boolean braced = take("{");
    int first = at;
    int value = 0;
    while (hexDigit(peek()) >= 0 && value <= CodePoints.LAST && (braced || at - first < 2)) {
      value = value * 16 + hexDigit(next());
    }
    boolean complete = braced ? at > first && take("}") : at - first == 2;
    if (!complete || value > CodePoints.LAST) {
      throw error(start, "\\x takes two hexadecimal digits, or up to {10FFFF}");
    }
    return value;
  }

  private static int hexDigit(int unit) {
    if (unit >= '0' && unit <= '9') {
      return unit - '0';
    }
    int letter = unit | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
