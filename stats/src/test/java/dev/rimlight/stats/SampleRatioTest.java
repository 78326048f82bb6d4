package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Broken splits are seen, and arms that should be empty are a configuration error.
final class SampleRatioTest {
  private static final double[] EVEN = {0.5, 0.5};

  /// chi² = 2 * 100²/10100 by hand; with one degree of freedom p = erfc(sqrt(chi²/2)).
  @Test
  void chiSquared_equalsTheFormulaByHand() {
    RatioCheck check = (RatioCheck) SampleRatio.chiSquared(new long[] {10_000, 10_200}, EVEN);
    Close.relative("chi²", check.statistic(), 200.0 / 101, 1e-12);
    Close.relative("p", check.p(), 0.159369547355501, 1e-9);
  }

  @Test
  void weights_needNotAddUpToOne() {
    long[] counts = {900, 110};
    assertThat(SampleRatio.chiSquared(counts, new double[] {9, 1}))
        .isEqualTo(SampleRatio.chiSquared(counts, new double[] {0.9, 0.1}));
  }

  @Test
  void zeroWeightArm_isNoArmWhenEmptyAndAnErrorWhenNot() {
    double[] weights = {0.5, 0.5, 0};
    assertThat(SampleRatio.chiSquared(new long[] {100, 100, 0}, weights))
        .isEqualTo(new RatioCheck(0, 1));
    assertThat(SampleRatio.chiSquared(new long[] {100, 100, 1}, weights))
        .isEqualTo(new Refusal(Reason.UNITS_IN_ZERO_WEIGHT_ARM));
    assertThat(SampleRatio.sequential(new long[] {100, 100, 1}, weights))
        .isEqualTo(new Refusal(Reason.UNITS_IN_ZERO_WEIGHT_ARM));
  }

  @Test
  void nothingToCheck_isAReason() {
    assertThat(SampleRatio.chiSquared(new long[] {0, 0}, EVEN))
        .isEqualTo(new Refusal(Reason.TOO_FEW_UNITS));
    assertThat(SampleRatio.chiSquared(new long[] {7}, new double[] {1}))
        .isEqualTo(new Refusal(Reason.TOO_FEW_ARMS));
    assertThat(SampleRatio.sequential(new long[] {0, 0}, EVEN)).isEqualTo(new RatioCheck(0, 1));
  }

  /// One unit is as likely under the prior's mean as under the weights: Bayes factor 1. Two in one
  /// arm: (51/101) / (1/2) = 102/101.
  @Test
  void sequential_equalsThePolyaUrnByHand() {
    RatioCheck one = (RatioCheck) SampleRatio.sequential(new long[] {1, 0}, EVEN);
    Close.absolute("log Bayes factor", one.statistic(), 0, 1e-12);
    RatioCheck two = (RatioCheck) SampleRatio.sequential(new long[] {2, 0}, EVEN);
    Close.absolute("log Bayes factor", two.statistic(), Math.log(102.0 / 101), 1e-12);
    Close.relative("p", two.p(), 101.0 / 102, 1e-12);
  }

  @Test
  void smallestP_neverRises() {
    SmallestP smallest = SmallestP.NOT_LOOKED.after(0.2).after(0.6);
    assertThat(smallest.value()).isEqualTo(0.2);
    assertThat(smallest.after(0.1).value()).isEqualTo(0.1);
  }

  @Test
  void badInput_isNamedWithItsBound() {
    assertThatThrownBy(() -> SampleRatio.chiSquared(new long[] {1}, EVEN))
        .hasMessage("counts.length == 1, must be weights.length == 2");
    assertThatThrownBy(() -> SampleRatio.chiSquared(new long[] {-1, 2}, EVEN))
        .hasMessage("counts[0] == -1, must be >= 0");
    assertThatThrownBy(() -> SampleRatio.chiSquared(new long[] {1, 2}, new double[] {1, -1}))
        .hasMessage("weights[1] == -1.0, must be finite and >= 0");
  }
}
