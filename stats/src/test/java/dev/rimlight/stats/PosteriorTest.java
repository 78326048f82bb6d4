package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;
import org.junit.jupiter.api.Test;

/// Posteriors agree with closed forms where there are any: normal ones with their identities, beta
/// ones of whole counts with a finite sum, two bandit arms with one normal tail.
final class PosteriorTest {

  /// For whole alpha of the treatment, `P(t > c) = sum_{i < a_t} B(a_c + i, b_c + b_t) / ((b_t + i)
  /// B(1 + i, b_t) B(a_c, b_c))`, a sum of positive terms.
  @Test
  void betaOfWholeCounts_equalsTheFiniteSum() {
    long[][] counts = {{10, 0, 10, 0}, {20, 1, 22, 6}, {1000, 3, 1000, 0}, {5000, 500, 40, 9}};
    for (long[] each : counts) {
      BetaPosterior control = BetaPosterior.of(each[0], each[1], 1, 1);
      BetaPosterior treatment = BetaPosterior.of(each[2], each[3], 1, 1);
      BetaComparison comparison = BetaComparison.of(control, treatment);
      double sum = finiteSum(control, treatment);
      Close.absolute("P(treatment > control)", comparison.treatmentBetter(), sum, 1e-12);
    }
  }

  private static double finiteSum(BetaPosterior control, BetaPosterior treatment) {
    double sum = 0;
    for (int i = 0; i < treatment.alpha(); i++) {
      sum +=
          Math.exp(
              LogBeta.value(control.alpha() + i, control.beta() + treatment.beta())
                  - Math.log(treatment.beta() + i)
                  - LogBeta.value(1.0 + i, treatment.beta())
                  - LogBeta.value(control.alpha(), control.beta()));
    }
    return sum;
  }

  /// E(c - t)+ - E(t - c)+ = E c - E t, whatever the posteriors.
  @Test
  void losses_differByTheMeans() {
    long[][] counts = {{1000, 0, 1000, 5}, {10, 3, 10_000_000, 2_000_000}, {100, 40, 100, 60}};
    for (long[] each : counts) {
      BetaPosterior control = BetaPosterior.of(each[0], each[1], 0.5, 0.5);
      BetaPosterior treatment = BetaPosterior.of(each[2], each[3], 0.5, 0.5);
      BetaComparison comparison = BetaComparison.of(control, treatment);
      double means = control.mean() - treatment.mean();
      double losses = comparison.lossOfTreatment() - comparison.lossOfControl();
      Close.absolute("losses", losses, means, 1e-12);
    }
  }

  @Test
  void betaQuantiles_haveTheirTails() {
    for (BetaPosterior posterior :
        List.of(
            new BetaPosterior(0.5, 1000.5),
            new BetaPosterior(1, 1),
            new BetaPosterior(8503, 36_199),
            new BetaPosterior(300.5, 0.5))) {
      Interval interval = posterior.interval(0.05);
      double low = Math.log(interval.low() / (1 - interval.low()));
      Close.relative("low", posterior.below(low), 0.025, 1e-9);
    }
    Interval uniform = new BetaPosterior(1, 1).interval(0.05);
    Close.interval("uniform", uniform, 0.025, 0.975, 1e-12);
  }

  @Test
  void effectPosterior_keepsItsIdentities() {
    Effect effect = new Effect(0.05, 0.04);
    EffectPosterior flat = EffectPosterior.of(effect, new EffectPrior.Flat());
    Close.relative("flat", flat.chanceToWin(Direction.INCREASE), Gaussian.below(1.25), 1e-14);
    EffectPosterior posterior = EffectPosterior.of(effect, EffectPrior.Normal.DEFAULT);
    Close.relative("mean", posterior.mean(), 0.05 * 0.09 / (0.09 + 0.0016), 1e-14);
    double win = posterior.chanceToWin(Direction.INCREASE);
    Close.relative("sum", win + posterior.chanceToWin(Direction.DECREASE), 1, 1e-14);
    double risks =
        posterior.riskOfControl(Direction.INCREASE) - posterior.riskOfTreatment(Direction.INCREASE);
    Close.relative("risks", risks, posterior.mean(), 1e-13);
    assertThat(posterior.riskOfControl(Direction.DECREASE))
        .isEqualTo(posterior.riskOfTreatment(Direction.INCREASE));
  }

  @Test
  void twoArms_areOneNormalTail() {
    EffectPosterior a = new EffectPosterior(1, 0.03);
    EffectPosterior b = new EffectPosterior(1.1, 0.0004);
    double[] best = ThompsonSampling.bestArm(List.of(a, b), Direction.INCREASE);
    double expected = Gaussian.above(0.1 / Math.hypot(0.03, 0.0004));
    Close.relative("a", best[0], expected, 1e-9);
    double[] least = ThompsonSampling.bestArm(List.of(a, b), Direction.DECREASE);
    Close.relative("b", least[1], expected, 1e-9);
  }

  @Test
  void equalArms_shareEvenlyAndTheFloorHolds() {
    EffectPosterior arm = new EffectPosterior(2, 0.1);
    double[] best = ThompsonSampling.bestArm(List.of(arm, arm, arm), Direction.INCREASE);
    for (double probability : best) {
      Close.relative("third", probability, 1.0 / 3, 1e-12);
    }
    assertThat(ThompsonSampling.weights(new double[] {1, 0}, 0.01)).containsExactly(0.99, 0.01);
    assertThat(ThompsonSampling.weights(new double[] {1, 0}, 0.5)).containsExactly(0.5, 0.5);
  }
}
