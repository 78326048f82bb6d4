package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Heavy tails in unequal arms wait; in equal arms they need not.
class SkewnessTest {
  private static final int EXPERIMENTS = 1_000;
  private static final int LOOKS = 40;

  @Test
  void equalArms_areNeverTooMuch() {
    ArmMean arm = new ArmMean(100, 0.001, 1_000);
    assertThat(Skewness.tooMuch(arm, arm)).isFalse();
  }

  /// 4 cv 80/81 (9/10)^1.5 / sqrt(n1) = 0.38 at n1 = 79 cv².
  @Test
  void nineToOne_waitsForSeventyNineUnitsTimesTheSquaredCoefficientOfVariation() {
    assertThat(Skewness.tooMuch(new ArmMean(7_020, 1, 10), new ArmMean(780, 1, 10))).isTrue();
    assertThat(Skewness.tooMuch(new ArmMean(7_200, 1, 10), new ArmMean(800, 1, 10))).isFalse();
  }

  @Test
  void heavyTailsInUnequalArms_rarelyEverReject() {
    SplittableRandom random = new SplittableRandom(17);
    int ever = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      ever += rejectsEver(random) ? 1 : 0;
    }
    assertThat(ever).isBetween(1, 70);
  }

  private static boolean rejectsEver(SplittableRandom random) {
    Moments control = Moments.EMPTY;
    Moments treatment = Moments.EMPTY;
    boolean ever = false;
    for (int look = 0; look < LOOKS; look++) {
      control = control.plus(day(random, 900));
      treatment = treatment.plus(day(random, 100));
      ever |=
          ConfidenceSequence.compare(Kind.MEAN, control, treatment, 0.05, 5_000)
                  instanceof Estimate estimate
              && estimate.significant();
    }
    return ever;
  }

  /// One in five has a lognormal value.
  private static Moments day(SplittableRandom random, int units) {
    double sum = 0;
    double squares = 0;
    for (int unit = 0; unit < units; unit++) {
      double value = random.nextInt(5) == 0 ? Math.exp(1.2 * random.nextGaussian()) : 0;
      sum += value;
      squares += value * value;
    }
    return Moments.ofSums(units, sum, squares, Moments.NON_ZERO_UNKNOWN);
  }
}
