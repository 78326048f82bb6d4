package dev.rimlight.core.text;

/// Numbers as JavaScript writes and reads them. The runtimes are not asked: TeaVM's conversions
/// differ from the JVM's in the last digit of one double in a hundred, and are ten times as large.
///
/// Reference: ECMA-262, 6.1.6.1.20 Number::toString and 7.1.4.1.1 StringToNumber.
public final class Numbers {
  /// A longer text is no number.
  public static final int CHARS = 1_000;

  /// Beyond what the digits of a text can make up for.
  private static final int MOST_EXPONENT = 10_000;

  private static final int WRONG = Integer.MIN_VALUE;

  /// 10^22 is the last power of 10 that is a double.
  private static final int EXACT_EXPONENT = 22;

  private static final int MOST_PLAIN_POINT = 21;
  private static final int LEAST_PLAIN_POINT = -5;

  private Numbers() {}

  /// `1`, `0.1`, `1e+21`, `1e-7`: the fewest digits that read back as the number.
  public static String text(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (number == 0) {
      return "0";
    }
    String size = size(Math.abs(number));
    return number < 0 ? "-" + size : size;
  }

  private static String size(double number) {
    if (number == Double.POSITIVE_INFINITY) {
      return "Infinity";
    }
    boolean whole = number < Decimal.EXACT && number % 1 == 0;
    Decimal decimal = whole ? Decimal.of(number) : Decimal.shortest(number);
    int point = decimal.point();
    return point > MOST_PLAIN_POINT || point < LEAST_PLAIN_POINT
        ? scientific(decimal.digits(), point - 1)
        : plain(decimal.digits(), point);
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + (exponent < 0 ? "e" : "e+") + exponent;
  }

  private static String plain(String digits, int point) {
    StringBuilder text = new StringBuilder();
    for (int at = Math.min(point - 1, 0); at < Math.max(point, digits.length()); at++) {
      if (at == point) {
        text.append('.');
      }
      text.append(at >= 0 && at < digits.length() ? digits.charAt(at) : '0');
    }
    return text.toString();
  }

  /// NaN for what is no number; 0 for white space or nothing.
  public static double parse(String text) {
    int start = 0;
    int end = text.length();
    if (end > CHARS) {
      return Double.NaN;
    }
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? 0 : parse(text, start, end);
  }

  private static double parse(String text, int start, int end) {
    char first = text.charAt(start);
    int radix = first == '0' && end - start > 2 ? radix(text.charAt(start + 1)) : 10;
    if (radix != 10) {
      return parseWhole(text, start + 2, end, radix);
    }
    boolean signed = first == '-' || first == '+';
    double size = parseSize(text, signed ? start + 1 : start, end);
    return first == '-' ? -size : size;
  }

  private static int radix(char mark) {
    return switch (mark | 0x20) {
      case 'x' -> 16;
      case 'o' -> 8;
      case 'b' -> 2;
      default -> 10;
    };
  }

  private static double parseWhole(String text, int start, int end, int radix) {
    double whole = 0;
    Decimal decimal = Decimal.of(0);
    for (int at = start; at < end; at++) {
      int digit = digit(text.charAt(at), radix);
      if (digit < 0) {
        return Double.NaN;
      }
      whole = radix * whole + digit;
      if (decimal.point() <= Decimal.MOST_POINT) {
        decimal.multiply(radix, digit);
      }
    }
    return whole < Decimal.EXACT ? whole : decimal.nearest();
  }

  private static double parseSize(String text, int start, int end) {
    if (end - start == 8 && text.startsWith("Infinity", start)) {
      return Double.POSITIVE_INFINITY;
    }
    double whole = 0;
    int digits = 0;
    int point = -1;
    int at = start;
    for (; at < end; at++) {
      char unit = text.charAt(at);
      int digit = digit(unit, 10);
      if (digit >= 0) {
        whole = 10 * whole + digit;
        digits++;
      } else if (unit == '.' && point < 0) {
        point = digits;
      } else {
        break;
      }
    }
    int exponent = at < end ? exponent(text, at, end) : 0;
    if (digits == 0 || exponent == WRONG) {
      return Double.NaN;
    }
    exponent -= point < 0 ? 0 : digits - point;
    return whole < Decimal.EXACT && Math.abs(exponent) <= EXACT_EXPONENT
        ? scaled(whole, exponent)
        : Decimal.of(text, start, at, exponent).nearest();
  }

  /// Two exact numbers make one rounded result.
  private static double scaled(double whole, int exponent) {
    double power = 1;
    for (int i = Math.abs(exponent); i > 0; i--) {
      power *= 10;
    }
    return exponent < 0 ? whole / power : whole * power;
  }

  private static int exponent(String text, int start, int end) {
    int at = start + 1;
    boolean negative = at < end && text.charAt(at) == '-';
    if (negative || (at < end && text.charAt(at) == '+')) {
      at++;
    }
    if ((text.charAt(start) | 0x20) != 'e' || at == end) {
      return WRONG;
    }
    int exponent = 0;
    for (; at < end; at++) {
      int digit = digit(text.charAt(at), 10);
      if (digit < 0) {
        return WRONG;
      }
      exponent = Math.min(10 * exponent + digit, MOST_EXPONENT);
    }
    return negative ? -exponent : exponent;
  }

  /// Negative if it is none.
  private static int digit(char unit, int radix) {
    int letter = unit | 0x20;
    int digit = unit <= '9' ? unit - '0' : letter >= 'a' ? letter - 'a' + 10 : radix;
    return digit < radix ? digit : -1;
  }

  /// WhiteSpace and LineTerminator of ECMA-262, 12.2 and 12.3.
  private static boolean isSpace(char unit) {
    return (unit >= 0x09 && unit <= 0x0D)
        || unit == ' '
        || unit == 0xA0
        || unit == 0x1680
        || (unit >= 0x2000 && unit <= 0x200A)
        || unit == 0x2028
        || unit == 0x2029
        || unit == 0x202F
        || unit == 0x205F
        || unit == 0x3000
        || unit == 0xFEFF;
  }
}
