package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers against what ECMA-262 says of them, and against two other roads: BigDecimal, which is
/// exact, and the JDK's own conversions, which choose the same digits and write them otherwise.
@NullUnmarked
class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1, -1",
    "10, 10",
    "120, 120",
    "1.5, 1.5",
    "-0.5, -0.5",
    "0.1, 0.1",
    "0.3, 0.3",
    "0.30000000000000004, 0.30000000000000004",
    "19.99, 19.99",
    "123.456, 123.456",
    "1e20, 100000000000000000000",
    "123456789012345680000, 123456789012345680000",
    "999999999999999900000, 999999999999999900000",
    "1e21, 1e+21",
    "1.5e21, 1.5e+21",
    "-1e21, -1e+21",
    "1e22, 1e+22",
    "1e23, 1e+23",
    "1e100, 1e+100",
    "0.000001, 0.000001",
    "0.00000123, 0.00000123",
    "0.0000001, 1e-7",
    "-1.25e-7, -1.25e-7",
    "1e-10, 1e-10",
    "9007199254740991, 9007199254740991",
    "9007199254740992, 9007199254740992",
    "9007199254740993, 9007199254740992",
    "9007199254740994, 9007199254740994",
    "18014398509481984, 18014398509481984",
    "36028797018963964, 36028797018963964",
    "72057594037927940, 72057594037927940",
    "1125899906842624.25, 1125899906842624.2",
    "1125899906842624.75, 1125899906842624.8",
    "4.9e-324, 5e-324",
    "9.9e-324, 1e-323",
    "2.2250738585072011e-308, 2.225073858507201e-308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2e-44, 2e-44",
    "9.5367431640625e-7, 9.5367431640625e-7",
    "5.0e-324, 5e-324",
    "4.35, 4.35",
    "2.5e15, 2500000000000000"
  })
  void number_isWrittenAsEcmaScriptDoes(double number, String text) {
    assertThat(Numbers.text(number)).isEqualTo(text);
    assertThat(Numbers.parse(text)).isEqualTo(number + 0.0);
  }

  @Test
  void numbersThatAreNotFinite_areWords() {
    assertThat(Numbers.text(Double.NaN)).isEqualTo("NaN");
    assertThat(Numbers.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Numbers.text(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "00012|12",
        "-7|-7",
        "+7|7",
        ".5|0.5",
        "-.5|-0.5",
        "5.|5",
        "5.e3|5000",
        "+1.25E+2|125",
        "1e-2|0.01",
        "1e0002|100",
        "1e23|1e23",
        "8.5e22|8.5e22",
        "9007199254740993|9007199254740992",
        "9007199254740995|9007199254740996",
        "1e308|1e308",
        "1.7976931348623158e308|1.7976931348623157e308",
        "1e-324|0",
        "2.4703282292062327e-324|0",
        "2.4703282292062328e-324|4.9e-324",
        "0e999999999999|0",
        "0xff|255",
        "0XfF|255",
        "0o17|15",
        "0O7|7",
        "0b101|5",
        "0B0|0",
        "0x20000000000001|9007199254740992",
        "0x20000000000003|9007199254740996",
        "0x2000000000000100000001|3.868562622766814e+25"
      })
  void textOfANumber_isReadAsEcmaScriptDoes(String text, double number) {
    assertThat(Numbers.parse(text)).isEqualTo(number);
  }

  @Test
  void whiteSpace_isTrimmedAndIsZero() {
    String space =
        "\t\n\u000B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
            + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    assertThat(Numbers.parse("")).isEqualTo(0);
    assertThat(Numbers.parse(space)).isEqualTo(0);
    assertThat(Numbers.parse(space + "-1.5" + space)).isEqualTo(-1.5);
    assertThat(Numbers.parse(space + "0x1F" + space)).isEqualTo(31);
    int spaces = 0;
    for (char unit = 0; unit < Character.MAX_VALUE; unit++) {
      spaces += Numbers.parse(unit + "1") == 1 && unit != '0' && unit != '+' ? 1 : 0;
    }
    assertThat(spaces).isEqualTo(space.length());
  }

  @Test
  void negativeZero_isReadAndNotWritten() {
    for (String text : new String[] {"-0", "-0.0", "-.0e5", "-1e-400", " -0e-99 "}) {
      assertThat(Numbers.parse(text)).as(text).isEqualTo(-0.0);
    }
    assertThat(Numbers.text(-0.0)).isEqualTo("0");
  }

  @Test
  void numbersTooLarge_areInfinite() {
    for (String text :
        new String[] {
          "Infinity",
          "+Infinity",
          " Infinity\n",
          "1e309",
          "1.7976931348623159e308",
          "1e999999999999999999999",
          "0x1" + "0".repeat(256),
          "0x" + "f".repeat(Numbers.CHARS - 2),
          "0o" + "7".repeat(Numbers.CHARS - 2)
        }) {
      assertThat(Numbers.parse(text)).as(text).isEqualTo(Double.POSITIVE_INFINITY);
    }
    assertThat(Numbers.parse("0x" + "f".repeat(Numbers.CHARS - 3) + "g")).isNaN();
    assertThat(Numbers.parse("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Numbers.parse("-2e308")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "+",
        "-",
        "+-1",
        "--1",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e-",
        "1e1.5",
        "1.2.3",
        "1,5",
        "1 2",
        "1_000",
        "1n",
        "1f",
        "1d",
        "0x",
        "0x1p3",
        "-0x10",
        "+0x10",
        "0x-1",
        "0xg",
        "0x:",
        "0x`",
        "0o8",
        "0b2",
        "0b",
        "0x1.8",
        "0x 1",
        "1x10",
        "infinity",
        "Infinity1",
        "Inf",
        "INFINITY",
        "- 1",
        "NaN",
        "null",
        "true",
        "one",
        "\u0661",
        "1\u0661",
        "\uFF11",
        "\u180E1",
        "\u200B1",
        "1\u0000",
        "\u00851",
        "1\uD83D\uDE00",
        "#1",
        "1%",
        "/",
        ":"
      })
  void otherText_isNotANumber(String text) {
    assertThat(Numbers.parse(text)).isNaN();
  }

  @Test
  void textBeyondTheLimit_isNotANumber() {
    String zeros = "0".repeat(Numbers.CHARS - 1);
    assertThat(Numbers.parse(zeros + "7")).isEqualTo(7);
    assertThat(Numbers.parse(zeros + "07")).isNaN();
    assertThat(Numbers.parse("1" + "0".repeat(Numbers.CHARS - 6) + "e-994")).isEqualTo(1);
    assertThat(Numbers.parse("." + "0".repeat(Numbers.CHARS - 7) + "1e993")).isEqualTo(0.1);
    assertThat(Numbers.parse("0b" + "0".repeat(Numbers.CHARS - 3) + "1")).isEqualTo(1);
    assertThat(Numbers.parse("9".repeat(309))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Numbers.parse("0." + "9".repeat(Numbers.CHARS - 2))).isEqualTo(1);
  }

  @Test
  void randomNumbers_haveTheShortestDigitsThatReadBack() {
    Random random = new Random(31);
    for (int i = 0; i < 2_000; i++) {
      double number = Math.abs(random(random));
      String text = Numbers.text(number);
      assertThat(text).isEqualTo(ecma(searched(number)));
      assertThat(Numbers.text(-number)).isEqualTo("-" + text);
    }
  }

  @Test
  void randomNumbers_areWrittenAndReadAsTheJdkDoes() {
    Random random = new Random(37);
    for (int i = 0; i < 15_000; i++) {
      double number = random(random);
      String text = Numbers.text(number);
      if (!text.equals(ecma(jdk(number))) || Numbers.parse(text) != number) {
        assertThat(text).as("%s", number).isEqualTo(ecma(jdk(number)));
        assertThat(Numbers.parse(text)).isEqualTo(number);
      }
    }
  }

  @Test
  void powersAndTheirNeighbours_areWrittenAndReadAsTheJdkDoes() {
    for (int power = -1_074; power <= 1_023; power++) {
      checkAround(Math.scalb(1.0, power));
    }
    for (int power = -323; power <= 308; power++) {
      checkAround(Double.parseDouble("1e" + power));
    }
    checkAround(Double.MIN_NORMAL);
    assertThat(Numbers.text(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e+308");
  }

  /// Around each middle of two neighbours: exactly there the even one is right, a digit further,
  /// however far behind, it is the nearer one.
  @Test
  void digitsAtTheMiddleOfTwoNumbers_areReadExactly() {
    Random random = new Random(41);
    for (int i = 0; i < 1_500; i++) {
      double low = Math.abs(random(random));
      double high = Math.nextUp(low);
      BigDecimal middle =
          new BigDecimal(low).add(new BigDecimal(high)).divide(BigDecimal.valueOf(2));
      double even = (Double.doubleToRawLongBits(low) & 1) == 0 ? low : high;
      assertThat(Numbers.parse(middle.toString())).isEqualTo(even);
      BigDecimal little = middle.ulp().movePointLeft(random.nextInt(100));
      assertThat(Numbers.parse(middle.add(little).toString())).isEqualTo(high);
      assertThat(Numbers.parse(middle.subtract(little).toString())).isEqualTo(low);
    }
  }

  @Test
  void randomDigits_areReadAsTheJdkDoes() {
    Random random = new Random(43);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(i % 10 == 0 ? 900 : 40);
      int point = random.nextInt(3 * length);
      for (int at = 0; at < length; at++) {
        text.append(at == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      if (random.nextBoolean()) {
        text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(700) - 350);
      }
      assertThat(Numbers.parse(text.toString()))
          .as("%s", text)
          .isEqualTo(Double.parseDouble(text.toString()));
    }
  }

  @Test
  void randomWholeNumbersOfOtherRadices_areReadExactly() {
    Random random = new Random(47);
    for (int i = 0; i < 1_500; i++) {
      BigInteger whole = new BigInteger(random.nextInt(1_100), random);
      if (i % 3 == 0) {
        whole = new BigInteger(54, random).shiftLeft(random.nextInt(900));
      }
      double expected = whole.doubleValue();
      assertThat(Numbers.parse("0x" + whole.toString(16))).isEqualTo(expected);
      assertThat(Numbers.parse("0o" + whole.toString(8))).isEqualTo(expected);
      if (whole.bitLength() < 900) {
        assertThat(Numbers.parse("0b" + whole.toString(2))).isEqualTo(expected);
      }
    }
  }

  private static void checkAround(double number) {
    for (double near : new double[] {Math.nextDown(number), number, Math.nextUp(number)}) {
      if (near > 0) {
        String text = Numbers.text(near);
        assertThat(text).isEqualTo(ecma(jdk(near)));
        assertThat(Numbers.parse(text)).isEqualTo(near);
      }
    }
  }

  private static double random(Random random) {
    double number =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt() * Math.scalb(1.0, random.nextInt(60));
          case 1 -> random.nextInt(10_000_000) / Math.pow(10, random.nextInt(12));
          case 2 -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(51)));
          case 3 -> random.nextLong() / 4.0;
          default -> Double.longBitsToDouble(random.nextLong());
        };
    return number == 0 || !Double.isFinite(number) ? random(random) : number;
  }

  /// The definition itself: of the fewest digits that read back, the nearest.
  private static BigDecimal searched(double number) {
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; ; digits++) {
      BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
      BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      for (BigDecimal candidate : new BigDecimal[] {near, down, up}) {
        if (candidate.doubleValue() == number) {
          return candidate;
        }
      }
    }
  }

  /// The JDK writes two digits where one reads back.
  private static BigDecimal jdk(double number) {
    BigDecimal written = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return written.precision() == 2 ? searched(number) : written;
  }

  private static String ecma(BigDecimal number) {
    BigDecimal stripped = number.abs().stripTrailingZeros();
    int point = stripped.precision() - stripped.scale();
    String digits = stripped.unscaledValue().toString();
    String size;
    if (point > -6 && point <= 21) {
      size = stripped.toPlainString();
    } else {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      size = digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "") + (point - 1);
    }
    return number.signum() < 0 ? "-" + size : size;
  }
}
