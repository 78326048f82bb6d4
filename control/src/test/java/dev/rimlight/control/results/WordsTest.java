package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.results.Results.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers in texts read as the console writes them: no blank before the percent sign, a true
/// minus.
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0%",
    "0.35, 35%",
    "0.0996, 10%",
    "0.062, 6.2%",
    "0.001, 0.1%",
    "0.00042, 0.042%",
    "0.0000000042, 0.00000042%",
    "-0.155, \u221216%",
    "-0.0003, \u22120.030%",
  })
  void percent_hasTheDigitsThatSaySomething(double fraction, String text) {
    assertThat(Words.percent(fraction)).isEqualTo(text);
  }

  @Test
  void signed_hasAPlusAboveZeroOnly() {
    assertThat(Words.signed(0.062)).isEqualTo("+6.2%");
    assertThat(Words.signed(-0.062)).isEqualTo("\u22126.2%");
    assertThat(Words.signed(0)).isEqualTo("0%");
  }

  @Test
  void unboundedInterval_isSaidInWords() {
    assertThat(Words.interval(new Span(0.1, -0.02, null, null, null)))
        .isEqualTo("\u22122.0% to any gain");
  }
}
