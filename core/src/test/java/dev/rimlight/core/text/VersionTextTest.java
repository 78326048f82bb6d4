package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions as texts, and the order that these texts give them.
@NullUnmarked
class VersionTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1.2.3|    1-    2-    3-~",
        "v1.2.3|    1-    2-    3-~",
        "1.2.3+build.4-5|    1-    2-    3-~",
        "v1.2.3-rc.1+build123|    1-    2-    3-rc-    1",
        "1.10|    1-   10",
        "7|    7",
        "1.2.3.4|    1-    2-    3-    4",
        "1-2-3|    1-    2-    3-~",
        "123456.1.0|123456-    1-    0-~",
        "007.0|  007-    0",
        "1.x|    1-x",
        "V1.0|V1-    0",
        "vv1|v1",
        "1.\u0661|    1-\u0661",
        "1.2a.3|    1-2a-    3-~",
        "1..2|    1--    2-~",
        "..|---~",
        "''|    0",
        "v|''",
        "+x|''",
        "v+x|''"
      })
  void version_isATextOfPaddedParts(String version, String comparable) {
    assertThat(VersionText.comparable(version)).isEqualTo(comparable);
  }

  @Test
  void versions_compareAsTheirTexts() {
    List<String> ascending =
        List.of(
            "0.9.9",
            "1",
            "1.0",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-beta",
            "1.0.0-rc.2",
            "1.0.0-rc.10",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "v2.0.0-rc.1+7",
            "2.0.0",
            "99999.0.0");
    List<String> shuffled = new ArrayList<>(ascending);
    Collections.shuffle(shuffled, new Random(53));
    shuffled.sort((a, b) -> VersionText.comparable(a).compareTo(VersionText.comparable(b)));
    assertThat(shuffled).isEqualTo(ascending);
    assertThat(VersionText.comparable("v1.0.0+a")).isEqualTo(VersionText.comparable("1.0.0+b"));
  }
}
