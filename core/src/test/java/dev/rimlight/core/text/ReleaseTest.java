package dev.rimlight.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A release orders texts as [Version] does, or says that it does not know.
@NullUnmarked
class ReleaseTest {
  @Test
  void anyText_isOrderedAsAVersionOrUnknown() {
    Random random = new Random(1);
    int known = 0;
    for (int i = 0; i < 200_000; i++) {
      String wanted = text(random);
      String seen = text(random);
      Release release = Release.of(wanted);
      int order = release == null ? Release.UNKNOWN : release.orderOf(seen);
      if (order != Release.UNKNOWN) {
        known++;
        assertThat(order).as(seen + " to " + wanted).isEqualTo(orderOfVersions(seen, wanted));
      }
    }
    assertThat(known).isGreaterThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1.2", "v1.2.3", "V10.0.0", "999999999.0.1"})
  void upToThreeNumbers_areARelease(String text) {
    assertThat(Release.of(text)).isNotNull();
    assertThat(Release.of(text).orderOf(text)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v",
        ".",
        "1.",
        "1..2",
        "01",
        "1.02",
        "1.2.3.4",
        "1.2.3-rc.1",
        "1.2.3+7",
        "1000000000",
        "vv1",
        "1v",
        " 1"
      })
  void everythingElse_isLeftToVersion(String text) {
    assertThat(Release.of(text)).isNull();
    assertThat(Release.of("1.2.3").orderOf(text)).isEqualTo(Release.UNKNOWN);
  }

  private static int orderOfVersions(String seen, String wanted) {
    Optional<Version> a = Version.parse(seen, Version.Form.LENIENT);
    Optional<Version> b = Version.parse(wanted, Version.Form.LENIENT);
    return Integer.signum(a.orElseThrow().compareTo(b.orElseThrow()));
  }

  private static String text(Random random) {
    String units = "0123.19.v-a+";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length >= 0; length--) {
      text.append(units.charAt(random.nextInt(units.length())));
    }
    return text.toString();
  }
}
