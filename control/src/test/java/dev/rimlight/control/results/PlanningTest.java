package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlanningTest {
  /// 10 % of 10,000 visitors a day, of whom all take part.
  private static final Planning.Wish FIXED =
      new Planning.Wish(9, 10_000, 1, 2, 0.1, 0.8, 0.05, false);

  /// By the textbook: 2 arms of (z0.975 + z0.8)² (p1 q1 + p2 q2) / (p1 - p2)², with the variance
  /// that the plan has: v (1 + (1 + lift)²) / lift² = 9 * 2.21 / 0.01 * 7.8489 = 15,612 in each
  /// arm.
  @Test
  void fixedPlan_isTheTextbooks() {
    Planning planning = Planning.of(FIXED);

    assertThat(planning.days()).isEqualTo(4);
    assertThat(planning.units()).isEqualTo(40_000);
    assertThat(planning.sentence()).isEqualTo("You need 4 days to see +10% in 80 of 100 cases.");
    assertThat(planning.options()).isEmpty();
  }

  @Test
  void smallestLiftOfAWeek_isWhatAWeekWouldNeed() {
    Planning planning = Planning.of(FIXED);
    double lift = Objects.requireNonNull(planning.weeks().getFirst().smallestLift());

    Planning again = Planning.of(new Planning.Wish(9, 10_000, 1, 2, lift, 0.8, 0.05, false));

    assertThat(planning.weeks()).hasSize(12);
    // lift² = 7.8489 * 9 (1 + (1 + lift)²) / 35,000
    assertThat(lift * lift)
        .isCloseTo(7.8489 * 9 * (1 + (1 + lift) * (1 + lift)) / 35_000, within(1e-6));
    assertThat(again.days()).isEqualTo(7);
  }

  @Test
  void judgedUnderPeeking_takesLonger() {
    Planning anytime = Planning.of(new Planning.Wish(9, 10_000, 1, 2, 0.1, 0.8, 0.05, true));

    assertThat(anytime.days()).isBetween(6L, 10L);
  }

  @Test
  void whatTakesTooLong_saysWhatWouldHelp() {
    Planning planning = Planning.of(new Planning.Wish(99, 200, 0.5, 3, 0.05, 0.8, 0.05, true));

    assertThat(planning.days()).isNull();
    assertThat(planning.sentence()).startsWith("A year is too short to see +5.0%");
    assertThat(Planning.of(new Planning.Wish(9, 1_000, 0.5, 3, 0.1, 0.8, 0.05, true)).options())
        .extracting(option -> option.substring(0, option.indexOf(':')))
        .containsExactly(
            "Look for +20% instead",
            "Let everybody take part",
            "Compare one variant less",
            "Judge once at the end and not before");
  }
}
