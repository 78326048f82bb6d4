package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/// The ends of an interval are where its test turns.
final class OneProportionTest {

  @Test
  void wilson_isTheInversionOfTheScoreTest() {
    OneProportion three = new OneProportion(3, 40);
    Interval wilson = three.wilson(0.05);
    for (double end : new double[] {wilson.low(), wilson.high()}) {
      double z = (3.0 / 40 - end) / Math.sqrt(end * (1 - end) / 40);
      Close.relative("z", Math.abs(z), 1.959963984540054, 1e-12);
    }
  }

  @Test
  void clopperPearson_leavesHalfOfAlphaOnEachSide() {
    Interval exact = new OneProportion(3, 40).clopperPearson(0.05);
    Close.relative(
        "low", BinomialDistribution.of(40, exact.low()).survivalProbability(2), 0.025, 1e-10);
    Close.relative(
        "high", BinomialDistribution.of(40, exact.high()).cumulativeProbability(3), 0.025, 1e-10);
    assertThat(new OneProportion(0, 40).clopperPearson(0.05).low()).isZero();
    assertThat(new OneProportion(40, 40).clopperPearson(0.05).high()).isEqualTo(1);
  }

  @Test
  void swappedSuccessesAndFailures_mirrorTheInterval() {
    Interval here = new OneProportion(3, 40).jeffreys(0.05);
    Interval there = new OneProportion(37, 40).jeffreys(0.05);
    Close.relative("low", here.low(), 1 - there.high(), 1e-12);
    Close.relative("high", here.high(), 1 - there.low(), 1e-12);
  }

  @Test
  void swappedArms_turnOddsRatioAndRatioOver() {
    OneProportion a = new OneProportion(3, 40);
    OneProportion b = new OneProportion(9, 50);
    ProportionIntervals forth = new ProportionIntervals(a, b, 0.05);
    ProportionIntervals back = new ProportionIntervals(b, a, 0.05);
    assertTurned(forth.oddsScore().orElseThrow(), back.oddsScore().orElseThrow());
    assertTurned(forth.oddsLogitAdjusted(), back.oddsLogitAdjusted());
    assertTurned(forth.ratioLog().orElseThrow(), back.ratioLog().orElseThrow());
    assertTurned(forth.ratioScore().orElseThrow(), back.ratioScore().orElseThrow());
  }

  private static void assertTurned(Interval forth, Interval back) {
    Close.relative("low", forth.low(), 1 / back.high(), 1e-9);
    Close.relative("high", forth.high(), 1 / back.low(), 1e-9);
  }
}
