package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Welch's t equals a tail found by numerical integration (`expected.py`), deep into the tail.
final class WelchTestTest {
  private static final Moments ONE_TO_FIVE = Moments.of(1, 2, 3, 4, 5);
  private static final Moments TWICE = Moments.of(2, 4, 6, 8, 10);

  @Test
  void fiveUnitsPerArm_equalNumericalIntegration() {
    Estimate estimate = (Estimate) FixedHorizon.compare(Kind.MEAN, ONE_TO_FIVE, TWICE, 0.05);
    assertThat(estimate.method()).isEqualTo(Estimate.Method.WELCH);
    assertThat(estimate.absolute()).isEqualTo(3);
    assertThat(estimate.relative()).hasValue(1);
    Close.relative("t", estimate.statistic(), 1.8973665961010275, 1e-14);
    Close.relative("p", estimate.p(), 0.10753119493062574, 1e-9);
    double radius = 3.887741643736976;
    Close.interval("interval", estimate.absoluteInterval(), 3 - radius, 3 + radius, 1e-8);
  }

  @Test
  void hugeDifference_keepsAPositiveP() {
    Moments control = new Moments(1_000_000, 1, 1_000_000, 1_000_000);
    Moments treatment = new Moments(1_000_000, 1.05, 1_000_000, 1_000_000);
    Estimate estimate = (Estimate) FixedHorizon.compare(Kind.MEAN, control, treatment, 0.05);
    assertThat(estimate.p()).isBetween(1e-275, 1e-270);
  }

  @Test
  void negativeControl_isLiftedAgainstItsMagnitude() {
    Moments control = new Moments(100, -2, 99, 100);
    Moments treatment = new Moments(100, -1, 99, 100);
    Estimate estimate = (Estimate) FixedHorizon.compare(Kind.MEAN, control, treatment, 0.05);
    assertThat(estimate.relative()).hasValue(0.5);
    Interval lift = estimate.relativeInterval().orElseThrow();
    assertThat(lift.low()).isPositive();
    assertThat(lift.contains(0.5)).isTrue();
  }

  @Test
  void whatCannotBeComputed_isAReason() {
    assertThat(FixedHorizon.compare(Kind.MEAN, Moments.of(1), TWICE, 0.05))
        .isEqualTo(new Refusal(Reason.TOO_FEW_UNITS));
    assertThat(FixedHorizon.compare(Kind.MEAN, Moments.of(2, 2, 2), TWICE, 0.05))
        .isEqualTo(new Refusal(Reason.NO_VARIANCE));
    assertThat(FixedHorizon.compare(Kind.MEAN, Moments.of(-1, 0, 1), TWICE, 0.05))
        .isEqualTo(new Refusal(Reason.CONTROL_MEAN_ZERO));
  }

  @Test
  void badInput_isNamedWithItsBound() {
    assertThatThrownBy(() -> FixedHorizon.compare(Kind.MEAN, ONE_TO_FIVE, TWICE, 1))
        .hasMessage("alpha == 1.0, must be in (0, 1)");
    assertThatThrownBy(() -> FixedHorizon.compare(Kind.PROPORTION, ONE_TO_FIVE, TWICE, 0.05))
        .hasMessage("control mean == 3.0, must be in 0..1 for a proportion");
  }
}
