package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT1S",
    "PT39S, PT1S",
    "PT39.001S, PT2S",
    "PT5M, PT10S",
    "PT24H, PT1H",
    "P14D, PT12H",
    "P365D, P14D",
    "P1092D, P28D",
    "P1093D, P56D"
  })
  void step_isTheShortestThatFits(Duration span, Duration step) {
    assertThat(Progress.step(span)).isEqualTo(step);
  }

  @Test
  void points_areNeverMoreThanTheMost() {
    for (long hours = 1; hours < 200_000; hours = hours * 9 / 8 + 1) {
      long span = Duration.ofHours(hours).toMillis();
      long step = Progress.step(Duration.ofMillis(span)).toMillis();
      long began = 1_767_571_200_123L;
      long between = (began + span - 1) / step - began / step;
      assertThat(between + 1).isLessThanOrEqualTo(Progress.MAX_POINTS);
    }
  }
}
