package dev.rimlight.core.text;

import java.util.Arrays;

/// A whole number of any length times a power of ten: the road between a double and its digits.
///
/// A double is a whole number times a power of 2, and `x / 2^k` is `x * 5^k / 10^k`. Small factors
/// are therefore all it takes to have any double exactly, in at most 770 digits, and to round any
/// digits to a double without an intermediate rounding. Slower than Ryu or Eisel-Lemire, and
/// without their tables: this travels with the Worker.
///
/// References: G. L. Steele, J. L. White, How to Print Floating-Point Numbers Accurately, 1990; the
/// type of the same name in Go's strconv.
final class Decimal {
  /// Whole numbers up to here are doubles.
  static final double EXACT = 0x1p53;

  /// With more digits before its point a number is infinite.
  static final int MOST_POINT = 309;

  private static final int LEAST_POINT = -323;
  private static final int LEAST_POWER = -1_074;
  private static final double LOG2_OF_10 = 3.321928094887362;

  /// 9 * 5^11 and its carry are within an int.
  private static final int SHIFT_BITS = 11;

  /// A carry is an int.
  private static final int CARRY_DIGITS = 10;

  /// The lowest digit first.
  private int[] digits;

  private int count;
  private int exponent;

  private Decimal(int[] digits, int exponent) {
    this.digits = digits;
    this.exponent = exponent;
  }

  /// `number` is whole and at most [#EXACT].
  static Decimal of(double number) {
    Decimal decimal = new Decimal(new int[2 * CARRY_DIGITS], 0);
    for (double left = number; left > 0; ) {
      double digit = left % 10;
      decimal.digits[decimal.count++] = (int) digit;
      left = (left - digit) / 10;
    }
    return decimal;
  }

  /// The digits from `start` to `end`, among which there may be a point without a meaning.
  static Decimal of(String text, int start, int end, int exponent) {
    Decimal decimal = new Decimal(new int[end - start], exponent);
    int length = 0;
    for (int at = end - 1; at >= start; at--) {
      if (text.charAt(at) != '.') {
        decimal.digits[length++] = text.charAt(at) - '0';
        decimal.count = text.charAt(at) == '0' ? decimal.count : length;
      }
    }
    return decimal;
  }

  /// The fewest digits that read back as `number`, which is positive and finite; of several, those
  /// nearest to it; of two equally near, the even ones.
  ///
  /// What reads back lies between the middles to both neighbours. With both middles and the number
  /// in the same units, no digits suffice while the three agree from the top; where they part, the
  /// number cut off there, or one more in the last digit, is the first that does.
  static Decimal shortest(double number) {
    double whole = number;
    int power = 0;
    for (; whole >= EXACT; power++) {
      whole /= 2;
    }
    for (; whole < EXACT / 2 && power > LEAST_POWER; power--) {
      whole *= 2;
    }
    // Under a power of 2 the doubles lie twice as close.
    boolean close = whole == EXACT / 2 && power > LEAST_POWER;
    Decimal below = quarters(whole - 1, close ? 3 : 2, power);
    Decimal exact = quarters(whole, 0, power);
    Decimal above = quarters(whole, 2, power);
    // A middle itself reads back as its even neighbour: what suffices is > below and <= above.
    (whole % 2 == 0 ? below : above).decrement();
    int at = above.count - 1;
    while (below.digit(at) == above.digit(at)) {
      at--;
    }
    boolean down = below.digit(at) != exact.digit(at);
    boolean up = above.digit(at) != exact.digit(at);
    exact.cut(at, up && (!down || exact.roundsUp(at)));
    return exact;
  }

  private static Decimal quarters(double whole, int quarters, int power) {
    Decimal decimal = of(whole);
    decimal.multiply(4, quarters);
    decimal.shift(power - 2);
    return decimal;
  }

  /// The nearest double, of two equally near the even one. The digits are used up.
  double nearest() {
    if (count == 0 || point() < LEAST_POINT) {
      return 0;
    }
    if (point() > MOST_POINT) {
      return Double.POSITIVE_INFINITY;
    }
    // At least 53 bits, at most 4 more, fewer only where doubles have fewer.
    int power = Math.max((int) Math.floor((point() - 1) * LOG2_OF_10) - 52, LEAST_POWER);
    shift(-power);
    for (; whole() >= EXACT; power++) {
      shift(-1);
    }
    double nearest = roundsUp(-exponent) ? whole() + 1 : whole();
    for (; power > 0; power--) {
      nearest *= 2;
    }
    for (; power < 0; power++) {
      nearest /= 2;
    }
    return nearest;
  }

  /// The digits without zeros at either end.
  String digits() {
    int last = 0;
    while (last < count && digits[last] == 0) {
      last++;
    }
    StringBuilder text = new StringBuilder();
    for (int at = count - 1; at >= last; at--) {
      text.append((char) ('0' + digits[at]));
    }
    return text.toString();
  }

  /// How many digits stand before the decimal point; 0 or less when zeros follow it.
  int point() {
    return count + exponent;
  }

  void multiply(int factor, int plus) {
    if (count + CARRY_DIGITS > digits.length) {
      digits = Arrays.copyOf(digits, 2 * count + CARRY_DIGITS);
    }
    int carry = plus;
    for (int at = 0; at < count; at++) {
      carry += factor * digits[at];
      digits[at] = carry % 10;
      carry /= 10;
    }
    for (; carry > 0; carry /= 10) {
      digits[count++] = carry % 10;
    }
  }

  /// Multiplies by a power of 2.
  private void shift(int bits) {
    int prime = bits < 0 ? 5 : 2;
    exponent += Math.min(bits, 0);
    for (int left = Math.abs(bits); left > 0; left -= SHIFT_BITS) {
      int factor = 1;
      for (int i = Math.min(left, SHIFT_BITS); i > 0; i--) {
        factor *= prime;
      }
      multiply(factor, 0);
    }
  }

  /// Takes 1 from the digits, which are not all 0.
  private void decrement() {
    int at = 0;
    while (digit(at) == 0) {
      digits[at++] = 9;
    }
    digits[at]--;
  }

  /// Drops the digits below `lowest`, which there is.
  private void cut(int lowest, boolean up) {
    digits = Arrays.copyOfRange(digits, lowest, count);
    count -= lowest;
    exponent += lowest;
    multiply(1, up ? 1 : 0);
  }

  /// Without the fraction; rounded, but on its side of [#EXACT], when larger than that.
  private double whole() {
    double whole = 0;
    for (int at = count - 1; at >= -exponent; at--) {
      whole = 10 * whole + digit(at);
    }
    return whole;
  }

  /// Whether the digits below `lowest` are more than half of its unit, or half and it is odd.
  private boolean roundsUp(int lowest) {
    int next = digit(lowest - 1);
    if (next != 5) {
      return next > 5;
    }
    for (int at = lowest - 2; at >= 0; at--) {
      if (digits[at] != 0) {
        return true;
      }
    }
    return digit(lowest) % 2 == 1;
  }

  private int digit(int at) {
    return at >= 0 && at < count ? digits[at] : 0;
  }
}
