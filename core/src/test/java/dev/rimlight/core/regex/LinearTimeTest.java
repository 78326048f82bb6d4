package dev.rimlight.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The work of a search, counted in instructions looked at instead of time: it grows with the text
/// as a straight line, and no instruction is looked at twice per code point and purpose.
@NullUnmarked
class LinearTimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "^(a*)*$", "(a|aa)+$", "(.*a){20}c", "(a|a?)+b$", "(x+x+)+y"})
  void textThatBacktrackersDieOn_costsInProportionToItsLength(String pattern) {
    long one = steps(pattern, "a".repeat(999) + "!");
    long ten = steps(pattern, "a".repeat(9_999) + "!");
    int length = new Compiler(pattern).compile().length();
    assertThat(ten).isBetween(9 * one, 11 * one);
    assertThat(ten).isLessThanOrEqualTo(2L * length * 10_001);
  }

  @Test
  void nestedPlus_costsSixStepsPerLetter() {
    // Per letter: take it, two splits, the one waiting instruction, the way to the end, which
    // fails.
    assertThat(steps("^(a+)+$", "a".repeat(9_999) + "b")).isLessThan(6 * 10_000);
  }

  @Test
  void anchoredPattern_stopsWhereItFails() {
    assertThat(steps("^hello", "x".repeat(10_000))).isLessThan(10);
  }

  private static long steps(String pattern, String text) {
    Search search = new Search(new Compiler(pattern).compile());
    assertThat(search.finds(text)).isFalse();
    return search.steps();
  }
}
