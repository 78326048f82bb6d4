package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A guardrail passes when a loss of the margin is ruled out, and fails when one is proven.
final class GuardrailTest {

  @Test
  void ends_decideOnTheSideOfTheLoss() {
    assertThat(of(-0.005, 0.1, Direction.INCREASE)).isEqualTo(Guardrail.PASS);
    assertThat(of(-0.05, 0.1, Direction.INCREASE)).isEqualTo(Guardrail.INCONCLUSIVE);
    assertThat(of(-0.05, -0.02, Direction.INCREASE)).isEqualTo(Guardrail.FAIL);
    assertThat(of(-0.05, 0.005, Direction.DECREASE)).isEqualTo(Guardrail.PASS);
    assertThat(of(0.02, 0.05, Direction.DECREASE)).isEqualTo(Guardrail.FAIL);
    assertThat(Guardrail.of(Optional.empty(), 0.01, Direction.INCREASE))
        .isEqualTo(Guardrail.INCONCLUSIVE);
  }

  private static Guardrail of(double low, double high, Direction direction) {
    return Guardrail.of(Optional.of(new Interval(low, high)), Guardrail.DEFAULT_MARGIN, direction);
  }

  /// At the margin where the one-sided t test of `m1 >= (1 - margin) m0` has p = alpha.
  @Test
  void margin_turnsWhereTheOneSidedTestDoes() {
    ArmMean control = new ArmMean(400, 10, 16);
    ArmMean treatment = new ArmMean(400, 9.9, 16);
    Contrast contrast = (Contrast) Contrast.of(control, treatment);
    double critical = new Level(0.1).studentCritical(contrast.degreesOfFreedom());
    double margin = -contrast.fieller().relative(critical).orElseThrow().low();
    double t =
        (9.9 - (1 - margin) * 10) / Math.sqrt(16.0 / 400 + (1 - margin) * (1 - margin) * 16 / 400);
    Close.relative("t", t, critical, 1e-9);
    assertThat(Guardrail.of(contrast, margin + 1e-9, Direction.INCREASE, 0.05))
        .isEqualTo(Guardrail.PASS);
    assertThat(Guardrail.of(contrast, margin - 1e-9, Direction.INCREASE, 0.05))
        .isEqualTo(Guardrail.INCONCLUSIVE);
  }
}
