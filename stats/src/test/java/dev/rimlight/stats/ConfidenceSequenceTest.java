package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The sequence equals its formula (`expected.py`), waits for its guard, and keeps its promise when
/// somebody looks after every hundred units.
final class ConfidenceSequenceTest {

  @Test
  void largeProportions_equalTheFormula() {
    Estimate estimate =
        (Estimate)
            compare(Moments.ofProportion(20_000, 2_000), Moments.ofProportion(19_800, 2_277));
    Close.interval(
        "interval", estimate.absoluteInterval(), 0.005028736047720358, 0.02497126395227964, 1e-12);
    Close.relative("p", estimate.p(), 8.212200805160472e-05, 1e-11);
    assertThat(estimate.significant()).isTrue();
    assertThat(estimate.relativeInterval().orElseThrow().low()).isPositive();
  }

  @Test
  void guardOfProportions_needsUnitsSuccessesAndFailuresInBothArms() {
    Moments enough = Moments.ofProportion(100, 5);
    assertThat(compare(enough, enough)).isInstanceOf(Estimate.class);
    assertCollecting(Moments.ofProportion(99, 5), enough);
    assertCollecting(enough, Moments.ofProportion(100, 4));
    assertCollecting(Moments.ofProportion(100, 96), enough);
  }

  @Test
  void guardOfMeans_needsUnitsVarianceAndNonZeroUnitsInBothArms() {
    Moments enough = new Moments(100, 1, 50, 20);
    assertThat(compareMeans(enough, enough)).isInstanceOf(Estimate.class);
    assertThat(compareMeans(enough, new Moments(100, 1, 50, Moments.NON_ZERO_UNKNOWN)))
        .isInstanceOf(Estimate.class);
    assertThat(compareMeans(enough, new Moments(100, 1, 50, 19)))
        .isEqualTo(new Refusal(Reason.COLLECTING));
    assertThat(compareMeans(new Moments(100, 1, 0, 100), enough))
        .isEqualTo(new Refusal(Reason.COLLECTING));
    assertThat(compareMeans(new Moments(99, 1, 50, 50), enough))
        .isEqualTo(new Refusal(Reason.COLLECTING));
  }

  @Test
  void tuningSampleSizeZero_isNamedWithItsBound() {
    Moments arm = Moments.ofProportion(100, 50);
    assertThatThrownBy(() -> ConfidenceSequence.compare(Kind.PROPORTION, arm, arm, 0.05, 0))
        .hasMessage("tuningSampleSize == 0.0, must be finite and > 0");
  }

  /// 1,000 experiments without effect, 50 looks each: at most 5 % may ever be significant, plus
  /// three standard deviations of that share, sqrt(0.05 * 0.95 / 1000) = 0.0069 each.
  @Test
  void peekingWithoutEffect_isRarelyEverSignificant() {
    SplittableRandom random = new SplittableRandom(20261122);
    int everSignificant = 0;
    for (int experiment = 0; experiment < 1_000; experiment++) {
      everSignificant += everSignificant(random) ? 1 : 0;
    }
    assertThat(everSignificant).isLessThanOrEqualTo(70);
  }

  private static boolean everSignificant(SplittableRandom random) {
    long[] successes = new long[2];
    for (int look = 1; look <= 50; look++) {
      for (int unit = 0; unit < 200; unit++) {
        successes[unit % 2] += random.nextInt(20) == 0 ? 1 : 0;
      }
      long units = look * 100L;
      Result result =
          compare(
              Moments.ofProportion(units, successes[0]), Moments.ofProportion(units, successes[1]));
      if (result instanceof Estimate estimate && estimate.significant()) {
        return true;
      }
    }
    return false;
  }

  private static void assertCollecting(Moments control, Moments treatment) {
    assertThat(compare(control, treatment)).isEqualTo(new Refusal(Reason.COLLECTING));
  }

  private static Result compare(Moments control, Moments treatment) {
    return ConfidenceSequence.compare(
        Kind.PROPORTION, control, treatment, 0.05, ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE);
  }

  private static Result compareMeans(Moments control, Moments treatment) {
    return ConfidenceSequence.compare(
        Kind.MEAN, control, treatment, 0.05, ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE);
  }
}
