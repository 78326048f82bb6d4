package dev.rimlight.interop.json;

import java.math.BigDecimal;
import java.math.MathContext;

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
    if (!Double.isFinite(d)) {
      return "null";
    }
    if (d == 0) {
      return "0";
    }
    if (Math.abs(d) < EXACT && d == Math.rint(d)) {
      return Long.toString((long) d);
    }
    BigDecimal decimal = shortest(Math.abs(d));
    String digits = decimal.unscaledValue().toString();
    // 0.digits times ten to the power of `point`.
    int point = digits.length() - decimal.scale();
    return (d < 0 ? "-" : "") + layOut(digits, point);
  }

  /// Java's shortest text has two digits at least and so may miss a shorter one: 4.9E-324 for
  /// 5e-324.
  private static BigDecimal shortest(double d) {
    BigDecimal decimal = new BigDecimal(Double.toString(d)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal rounded = decimal.round(new MathContext(1));
      if (rounded.doubleValue() == d) {
        return rounded.stripTrailingZeros();
      }
    }
    return decimal;
  }

  private static String layOut(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    return digits.charAt(0)
        + (count == 1 ? "" : "." + digits.substring(1))
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }
}
