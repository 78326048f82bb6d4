package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.text.Version.Form;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Versions against the clauses of Semantic Versioning 2.0.0 and against what vendors accept
/// beyond.
@NullUnmarked
class VersionTest {
  /// Clause 11: the examples of precedence, in one row, and numbers beyond a long.
  private static final String[] RISING = {
    "0.0.0-0",
    "0.0.0",
    "0.0.1",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "1.9.0",
    "1.10.0",
    "1.11.0",
    "2.0.0-1",
    "2.0.0-1.a",
    "2.0.0-99999999999999999999",
    "2.0.0-100000000000000000000",
    "2.0.0--",
    "2.0.0-A",
    "2.0.0-a",
    "2.0.0",
    "2.0.99999999999999999999",
    "2.0.100000000000000000000"
  };

  @Test
  void precedence_isTheStandards() {
    for (int i = 0; i < RISING.length; i++) {
      for (int j = 0; j < RISING.length; j++) {
        int order = strict(RISING[i]).compareTo(strict(RISING[j]));
        assertThat(Integer.signum(order))
            .as("%s against %s", RISING[i], RISING[j])
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0.0+build, 1.0.0", "1.0.0+a, 1.0.0+b.001", "1.0.0-rc+x.-, 1.0.0-rc"})
  void buildMetadata_isIgnored(String a, String b) {
    assertThat(strict(a).compareTo(strict(b))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.0",
        "v1.0.0",
        "V1.0.0",
        "01.0.0",
        "1.00.0",
        "1.0.01",
        "1.0.0.0",
        "1.0.0-",
        "1.0.0-a..b",
        "1.0.0-01",
        "1.0.0-a.",
        "1.0.0+",
        "1.0.0+a..b",
        "1.0.0-ä",
        "1.0.0_a",
        "1.0.0 ",
        " 1.0.0",
        "1..0",
        ".1.0",
        "1.0.",
        "-1.0.0",
        "1.0.a",
        "+1.0.0",
        "1.0.0-a+b+c"
      })
  void textBesidesTheStandard_isNoStrictVersion(String text) {
    assertThat(Version.parse(text, Form.STRICT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.4", "1.0.0-0A.is.legal", "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
        "1.1.2+meta-valid", "1.0.0-rc.1+build.123", "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "99999999999999999999999.999999999999999999.99999999999999999"
      })
  void textOfTheStandard_isAStrictVersion(String text) {
    assertThat(Version.parse(text, Form.STRICT)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2.0.0, PARTIAL",
    "2.1, 2.1.0, PARTIAL",
    "2-rc, 2.0.0-rc, PARTIAL",
    "2.0-rc+b, 2.0.0-rc, PARTIAL",
    "v1.2.3, 1.2.3, LENIENT",
    "V2, 2.0.0, LENIENT",
    "2, 2.0.0, LENIENT"
  })
  void shortForm_isFilledUp(String shorter, String full, Form form) {
    assertThat(Version.parse(shorter, form).orElseThrow().compareTo(strict(full))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "v2, PARTIAL",
    "vv2, LENIENT",
    "v, LENIENT",
    "2., LENIENT",
    "02, PARTIAL",
    "2.0.0.0, LENIENT"
  })
  void otherForm_isNoVersion(String text, Form form) {
    assertThat(Version.parse(text, form)).isEmpty();
  }

  @Test
  void longestText_isAVersion_andOneCharacterMoreIsNot() {
    String longest = "1.0.0-" + "a".repeat(Version.CHARS - 6);
    assertThat(Version.parse(longest, Form.STRICT)).isPresent();
    assertThat(Version.parse(longest + "a", Form.STRICT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3.0.0, 3.0.1, true, true, true, true",
    "3.0.0, 3.1.0, true, false, true, false",
    "3.1.0, 3.0.9, true, false, false, false",
    "3.0.0, 4.0.0, false, false, false, false",
    "3.0.0, 4.0.0-rc, false, false, false, false",
    "3.0.0, 3.0.0-rc, true, true, false, false",
    "0.2.3, 0.2.4, true, true, true, true",
    "0.2.3, 0.3.0, true, false, false, false",
    "0.0.3, 0.0.3, true, true, true, true",
    "0.0.3, 0.0.4, true, true, false, true"
  })
  void ranges_holdVersionsFromTheirBaseOn(
      String base, String version, boolean major, boolean minor, boolean caret, boolean tilde) {
    assertThat(strict(version).sameMajor(strict(base))).isEqualTo(major);
    assertThat(strict(version).sameMinor(strict(base))).isEqualTo(minor);
    assertThat(strict(version).isCompatibleWith(strict(base))).isEqualTo(caret);
    assertThat(strict(version).isPatchOf(strict(base))).isEqualTo(tilde);
  }

  private static Version strict(String text) {
    return Version.parse(text, Form.STRICT).orElseThrow();
  }
}
