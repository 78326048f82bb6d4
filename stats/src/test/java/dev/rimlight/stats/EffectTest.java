package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Effects from sums equal those from the units themselves, however the units are split.
final class EffectTest {
  private static final double[] BEFORE = {3, 1, 4, 1, 5, 9, 2, 6};
  private static final double[] METRIC = {2.5, 1.5, 4.5, 0, 6, 8, 3, 5};
  private static final double[] OTHER_BEFORE = {5, 3, 5, 8, 9, 7};
  private static final double[] OTHER_METRIC = {6, 3.5, 5.5, 9, 8, 8.5};

  private static PairMoments pair(double[] first, double[] second) {
    double products = 0;
    for (int unit = 0; unit < first.length; unit++) {
      products += first[unit] * second[unit];
    }
    return PairMoments.ofSums(Moments.of(first), Moments.of(second), products);
  }

  @Test
  void pooledPair_equalsThePairOfAllUnits() {
    PairMoments pooled = pair(METRIC, BEFORE).plus(pair(OTHER_METRIC, OTHER_BEFORE));
    double[] metric = concat(METRIC, OTHER_METRIC);
    double[] before = concat(BEFORE, OTHER_BEFORE);
    PairMoments all = pair(metric, before);
    Close.relative("comoment", pooled.comoment(), all.comoment(), 1e-13);
    Close.relative("m2", pooled.second().m2(), all.second().m2(), 1e-13);
  }

  @Test
  void comoment_survivesLargeMeans() {
    double[] shifted = new double[BEFORE.length];
    double products = 0;
    for (int unit = 0; unit < shifted.length; unit++) {
      shifted[unit] = 1e6 + BEFORE[unit];
      products += shifted[unit] * shifted[unit];
    }
    Moments moments = Moments.of(shifted);
    double comoment = PairMoments.ofSums(moments, moments, products).comoment();
    Close.relative("comoment", comoment, Moments.of(BEFORE).m2(), 1e-9);
  }

  /// The adjusted metric of each unit is `y - theta (x - mean of all x)`.
  @Test
  void adjustment_isThatOfEachUnit() {
    Adjustment adjustment = Adjustment.of(pair(METRIC, BEFORE), pair(OTHER_METRIC, OTHER_BEFORE));
    double mean = Moments.of(concat(BEFORE, OTHER_BEFORE)).mean();
    Moments control = adjusted(METRIC, BEFORE, adjustment.theta(), mean);
    Moments treatment = adjusted(OTHER_METRIC, OTHER_BEFORE, adjustment.theta(), mean);
    Effect effect = (Effect) adjustment.absolute();
    Close.relative("estimate", effect.estimate(), treatment.mean() - control.mean(), 1e-12);
    double variance =
        control.variance() / control.units() + treatment.variance() / treatment.units();
    Close.relative("variance", effect.standardError(), Math.sqrt(variance), 1e-12);
  }

  private static Moments adjusted(double[] metric, double[] before, double theta, double mean) {
    double[] values = new double[metric.length];
    for (int unit = 0; unit < values.length; unit++) {
      values[unit] = metric[unit] - theta * (before[unit] - mean);
    }
    return Moments.of(values);
  }

  /// A unit of a ratio counts with `(M - m D) / dbar`.
  @Test
  void ratio_hasTheVarianceOfItsLinearUnits() {
    ArmMean ratio = ArmMean.ofRatio(pair(METRIC, BEFORE));
    double m = Moments.of(METRIC).sum() / Moments.of(BEFORE).sum();
    double[] linear = new double[METRIC.length];
    for (int unit = 0; unit < linear.length; unit++) {
      linear[unit] = (METRIC[unit] - m * BEFORE[unit]) / Moments.of(BEFORE).mean();
    }
    Close.relative("mean", ratio.mean(), m, 1e-14);
    Close.relative("variance", ratio.unitVariance(), Moments.of(linear).variance(), 1e-12);
  }

  @Test
  void withoutVarianceOrBase_thereIsAReason() {
    ArmMean usual = new ArmMean(100, 1, 4);
    assertThat(Effect.absolute(usual, new ArmMean(100, 1, 0)))
        .isEqualTo(new Refusal(Reason.NO_VARIANCE));
    assertThat(Effect.relative(new ArmMean(100, 0, 4), usual))
        .isEqualTo(new Refusal(Reason.CONTROL_MEAN_ZERO));
    assertThat(Effect.relative(new ArmMean(0, 0, 0), usual))
        .isEqualTo(new Refusal(Reason.TOO_FEW_UNITS));
  }

  @Test
  void meanTest_withOneSideAndMarginByHand() {
    ArmMean control = new ArmMean(400, 10, 100);
    ArmMean treatment = new ArmMean(400, 9.9, 100);
    MeanTest test = MeanTest.normal(control, treatment, -1, Alternative.LARGER);
    double standardError = Math.sqrt(0.5);
    Close.relative("se", test.standardError(), standardError, 1e-15);
    Close.relative("p", test.p(), Gaussian.above(0.9 / standardError), 1e-12);
    Interval interval = test.interval(test.critical(0.05));
    Close.relative("low", interval.low(), -0.1 - 1.6448536269514722 * standardError, 1e-12);
    assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static double[] concat(double[] a, double[] b) {
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
