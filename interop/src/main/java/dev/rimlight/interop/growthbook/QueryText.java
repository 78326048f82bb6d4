package dev.rimlight.interop.growthbook;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an address's query says of an experiment: `?my-test=1` shows its second variation.
final class QueryText {
  static final int NONE = -1;

  /// What `parseInt` reads of a text.
  private static final Pattern LEADING_INTEGER =
      Pattern.compile("^[\\s\\x{FEFF}\\x{A0}]*([+-]?)(0[xX][0-9A-Fa-f]+|[0-9]+)");

  private QueryText() {}

  static int variation(String experiment, String url, int variations) {
    String[] parts = url.split("\\?", -1);
    if (parts.length < 2 || parts[1].isEmpty()) {
      return NONE;
    }
    int anchor = parts[1].indexOf('#');
    String query = anchor < 0 ? parts[1] : parts[1].substring(0, anchor);
    for (String pair : query.split("&", -1)) {
      String[] sides = pair.split("=", -1);
      if (sides[0].equals(experiment)) {
        return sides.length < 2 ? NONE : number(sides[1], variations);
      }
    }
    return NONE;
  }

  private static int number(String text, int variations) {
    Matcher matcher = LEADING_INTEGER.matcher(text);
    if (!matcher.find()) {
      return NONE;
    }
    String digits = matcher.group(2);
    boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
    double value =
        hexadecimal
            ? new BigInteger(digits.substring(2), 16).doubleValue()
            : Double.parseDouble(digits);
    boolean negative = matcher.group(1).equals("-") && value > 0;
    return negative || value >= variations ? NONE : (int) value;
  }
}
