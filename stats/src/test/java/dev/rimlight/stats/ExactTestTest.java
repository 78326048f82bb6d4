package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Exact tests against counting by hand.
final class ExactTestTest {
  private static final OneProportion ONE_OF_FOUR = new OneProportion(1, 4);
  private static final OneProportion THREE_OF_FOUR = new OneProportion(3, 4);

  /// Fisher's own example: (16 + 1 + 16 + 1) of 70 tables are as extreme, 17 of 70 on one side.
  @Test
  void fisher_ladyTastingTea() {
    Close.relative(
        "two-sided",
        ExactTest.fisher(ONE_OF_FOUR, THREE_OF_FOUR, Alternative.TWO_SIDED),
        34.0 / 70,
        1e-12);
    Close.relative(
        "greater",
        ExactTest.fisher(ONE_OF_FOUR, THREE_OF_FOUR, Alternative.LARGER),
        17.0 / 70,
        1e-12);
  }

  /// One unit per arm that differ: p(1-p) for each order, at most 1/4 + 1/4.
  @Test
  void oneUnitEach_barnardAndBoschlooAreOneHalf() {
    OneProportion success = new OneProportion(1, 1);
    OneProportion failure = new OneProportion(0, 1);
    Close.absolute(
        "barnard", ExactTest.barnard(success, failure, Alternative.TWO_SIDED, true), 0.5, 1e-9);
    Close.absolute(
        "boschloo", ExactTest.boschloo(success, failure, Alternative.TWO_SIDED), 0.5, 1e-9);
  }

  /// All of two against none of two: p²(1-p)² for each order, at most 2/16.
  @Test
  void allAgainstNone_isTheMaximumOfAPolynomial() {
    OneProportion none = new OneProportion(0, 2);
    OneProportion all = new OneProportion(2, 2);
    Close.absolute(
        "barnard", ExactTest.barnard(none, all, Alternative.TWO_SIDED, true), 0.125, 1e-9);
  }

  @Test
  void boschloo_isNeverAboveFisher() {
    for (int x0 = 0; x0 <= 8; x0++) {
      for (int x1 = 0; x1 <= 6; x1++) {
        OneProportion control = new OneProportion(x0, 8);
        OneProportion treatment = new OneProportion(x1, 6);
        double fisher = ExactTest.fisher(control, treatment, Alternative.LARGER);
        assertThat(ExactTest.boschloo(control, treatment, Alternative.LARGER))
            .isLessThanOrEqualTo(fisher * (1 + 1e-6));
      }
    }
  }

  /// 2 of 5 against 6 of 9 has the z of 3 of 5 against 3 of 9 with the other sign; rounding must
  /// not drop one of the two.
  @Test
  void mirroredOutcome_countsAsEquallyExtreme() {
    double p =
        ExactTest.barnard(
            new OneProportion(3, 5), new OneProportion(3, 9), Alternative.TWO_SIDED, true);
    double mirrored =
        ExactTest.barnard(
            new OneProportion(2, 5), new OneProportion(6, 9), Alternative.TWO_SIDED, true);
    Close.absolute("p", p, mirrored, 1e-12);
    Close.absolute("p", p, 0.39112616, 1e-8);
  }
}
