package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Patterns that are refused, with the place and the reason, and the bounds.
@NullUnmarked
class InvalidRegexTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "   ",
      quoteCharacter = '`',
      value = {
        "(regex   0   ( without )",
        "a(b(c)   1   ( without )",
        "a)   1   ) without (",
        "(?i   0   unknown kind of group",
        "*a   0   nothing to repeat",
        "a|+   2   nothing to repeat",
        "(?:*)   3   nothing to repeat",
        "(?i)*   4   nothing to repeat",
        "{2}   0   nothing to repeat",
        "a**   2   a repetition of a repetition needs a group",
        "a++   2   a repetition of a repetition needs a group",
        "a*??   3   a repetition of a repetition needs a group",
        "a{2}{3}   4   a repetition of a repetition needs a group",
        "a{1001}   1   counts of {n,m} must be >= 0 and <= 1000, and n <= m",
        "a{1,99999999999}   1   counts of {n,m} must be >= 0 and <= 1000, and n <= m",
        "a{3,2}   1   counts of {n,m} must be >= 0 and <= 1000, and n <= m",
        "(a{500}){3}   8   nested repetitions multiply to 1500, must be <= 1000",
        "((a{20}b){20}c{5}){3}   18   nested repetitions multiply to 1200, must be <= 1000",
        "^(?=a)b$   1   look-around is not supported",
        "(?!a)   0   look-around is not supported",
        "(?<=a)b   0   look-around is not supported",
        "(?<!a)b   0   look-around is not supported",
        "(?>a)   0   atomic groups are not supported",
        "(?#a)   0   unknown kind of group",
        "(?P=a)   0   unknown kind of group",
        "(?i-)a   0   no flag after -",
        "(?-i-s)a   0   unknown kind of group",
        "(?<a   0   `a group's name is letters, digits and _, then >`",
        "(?<>a)   0   `a group's name is letters, digits and _, then >`",
        "(?P<a-b>c)   0   `a group's name is letters, digits and _, then >`",
        "(?<a>b)(?P<a>c)   7   two groups of one name",
        "^(a)\\1$   4   back references are not supported",
        "[\\8]   1   unknown escape",
        "\\18   0   back references are not supported",
        "a\\   1   \\ at the end",
        "\\q   0   unknown escape",
        "\\Z   0   unknown escape",
        "\\C   0   unknown escape",
        "\\E   0   unknown escape",
        "\\é   0   unknown escape",
        "[\\b]   1   unknown escape",
        "\\xG   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "\\x1   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "\\x{}   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "\\x{41   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "\\x{110000}   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "\\x{FFFFFFFFFFFF}   0   `\\x takes two hexadecimal digits, or up to {10FFFF}`",
        "[a   0   [ without ]",
        "[]   0   [ without ]",
        "[^]   0   [ without ]",
        "a[b-   1   [ without ]",
        "[z-a]   1   a range that runs backwards: z-a",
        "[a-\\d]   3   unknown escape",
        "[[:alfa:]]   1   unknown class [:alfa:]",
        "/???***[)   3   a repetition of a repetition needs a group",
        "\\p   0   \\p without a name",
        "\\p{L   0   \\p{ without }",
        "\\pX   0   no Unicode class of the name X is known",
        "[\\p{Runic}]   1   no Unicode class of the name Runic is known",
        "\\p{}   0   no Unicode class of the name  is known"
      })
  void pattern_isRefusedWithPlaceAndReason(String pattern, int position, String reason) {
    InvalidRegex refusal = refusal(pattern);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.position()).isEqualTo(position);
    assertThat(refusal.pattern()).isEqualTo(pattern);
    assertThat(refusal)
        .hasMessage("regular expression \"" + pattern + "\", position " + position + ": " + reason);
  }

  @Test
  void longestPattern_isCompiled_andOneCharacterMoreIsRefused() {
    String longest = "a".repeat(Regex.PATTERN_CHARS);
    assertThat(Regex.compile(longest).foundIn(longest)).isTrue();
    InvalidRegex refusal = refusal(longest + "z");
    assertThat(refusal.position()).isEqualTo(1_000);
    assertThat(refusal.reason()).isEqualTo("1001 characters, must be <= 1000");
    assertThat(refusal.getMessage()).doesNotContain("z");
  }

  @Test
  void largestProgram_isCompiled_andOneInstructionMoreIsRefused() {
    // Nine thousands of a, one thousand less one, and the end.
    String largest = "a{1000}".repeat(9) + "a{999}";
    assertThat(Regex.compile(largest).foundIn("a".repeat(9_999))).isTrue();
    assertThat(Regex.compile(largest).foundIn("a".repeat(9_998))).isFalse();
    assertThat(refusal(largest + "a").reason())
        .isEqualTo("more than 10000 instructions, repeat less or shorten");
    assertThat(refusal("a{1000}".repeat(11)).position()).isEqualTo(64);
  }

  @Test
  void longestInput_isSearched_andALongerOneIsNeverFound() {
    Regex end = Regex.compile("b$");
    assertThat(end.foundIn("a".repeat(Regex.INPUT_CHARS - 1) + "b")).isTrue();
    assertThat(end.foundIn("a".repeat(Regex.INPUT_CHARS) + "b")).isFalse();
  }

  @Test
  void deepestNesting_isCompiled() {
    int depth = Regex.PATTERN_CHARS / 2;
    assertThat(Regex.compile("(".repeat(depth) + ")".repeat(depth)).foundIn("")).isTrue();
    assertThat(refusal("(".repeat(1_000)).position()).isEqualTo(999);
  }

  private static InvalidRegex refusal(String pattern) {
    InvalidRegex refusal = catchThrowableOfType(InvalidRegex.class, () -> Regex.compile(pattern));
    assertThat(refusal).as(pattern).isNotNull();
    return refusal;
  }
}
