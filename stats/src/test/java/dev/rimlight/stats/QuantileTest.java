package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Quantiles, their spread, and the cap that is one of them.
final class QuantileTest {

  @Test
  void betweenTwoValues_isLinear() {
    double[] values = {1, 2, 4, 8};
    assertThat(Quantile.at(0.5, values)).isEqualTo(3);
    assertThat(Quantile.at(0, values)).isEqualTo(1);
    assertThat(Quantile.at(1, values)).isEqualTo(8);
  }

  /// Of evenly spaced values the order statistics lie on a line, so that the standard error of the
  /// median is that of a uniform distribution: the width times sqrt(1/4 / n).
  @Test
  void evenlySpaced_medianHasTheVarianceOfTheUniform() {
    double[] values = IntStream.rangeClosed(0, 1_000).mapToDouble(i -> i).toArray();
    ArmMean arm = (ArmMean) Quantile.of(0.5, values).arm();
    assertThat(arm.mean()).isEqualTo(500);
    Close.relative("variance", arm.unitVariance() / 1_000, 0.25 * 1_000 * 1_000 / 1_001, 1e-12);
  }

  @Test
  void oneEventPerUnit_clustersChangeAlmostNothing() {
    double[] values = IntStream.rangeClosed(1, 1_000).mapToDouble(i -> i).toArray();
    Quantile median = Quantile.of(0.5, values);
    double[][] clusters =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new double[] {i < 500 ? 1 : 0, 1})
            .toArray(double[][]::new);
    ArmMean units = (ArmMean) median.arm();
    ArmMean events = (ArmMean) median.arm(JointMoments.of(2, clusters));
    Close.relative("variance", events.unitVariance(), units.unitVariance() * 1_000 / 999, 1e-9);
  }

  @Test
  void tooFewOrCollapsed_isRefused() {
    assertThat(new Quantile(0.99, 300, 300, 5, 4, 9).arm())
        .isEqualTo(new Refusal(Reason.QUANTILE_OUT_OF_REACH));
    assertThat(new Quantile(0.5, 300, 300, 5, 5, 5).arm())
        .isEqualTo(new Refusal(Reason.NO_VARIANCE));
  }

  @Test
  void cap_isTheQuantileOfAllOrOfTheNonZero() {
    double[] totals = {0, 0, 0, 10, 20, 30, 1_000};
    Cap ofAll = Cap.ofAll(0.5, totals);
    assertThat(ofAll.value()).isEqualTo(10);
    assertThat(ofAll.shareCapped(totals)).isEqualTo(3.0 / 7);
    assertThat(Cap.ofNonZero(0.5, totals).apply(totals)).containsExactly(0, 0, 0, 10, 20, 25, 25);
    assertThat(Cap.ofNonZero(0.5, 0, 0).apply(7)).isEqualTo(7);
  }
}
