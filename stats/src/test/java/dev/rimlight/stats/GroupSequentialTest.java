package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Bounds equal those of a second road, an integral by Simpson's rule over the first look, and the
/// constants of the papers; what is spent adds up.
final class GroupSequentialTest {
  private static final double ALPHA = 0.025;

  @Test
  void twoLooks_equalSimpsonsIntegralOverTheFirst() {
    for (Spending spending :
        new Spending[] {
          new Spending.OBrienFleming(),
          new Spending.Pocock(),
          new Spending.HwangShihDeCani(-4),
          new Spending.Power(2)
        }) {
      assertSimpson(spending, 0.4);
      assertSimpson(spending, 0.999);
    }
  }

  private static void assertSimpson(Spending spending, double t) {
    double[] bounds = GroupSequential.spending(spending, ALPHA, new double[] {t, 1}, true).bounds();
    double first = spending.spent(ALPHA, t);
    Close.relative("first", Gaussian.above(bounds[0]), first, 1e-12);
    Close.relative("second", simpson(bounds[0], bounds[1], t), ALPHA - first, 1e-11);
  }

  /// P(|Z1| < b1, Z2 > b2): given Z1 = x, Z2 is normal around x sqrt t with variance 1 - t.
  private static double simpson(double b1, double b2, double t) {
    int steps = 100_000;
    double width = 2 * b1 / steps;
    double sum = 0;
    for (int step = 0; step <= steps; step++) {
      double x = -b1 + step * width;
      double weight = step == 0 || step == steps ? 1 : step % 2 == 1 ? 4 : 2;
      double tail = Gaussian.above((b2 - x * Math.sqrt(t)) / Math.sqrt(1 - t));
      sum += weight * Gaussian.density(x) * tail;
    }
    return sum * width / 3;
  }

  /// Jennison and Turnbull, tables 2.1 and 2.3: alpha = 0.05 with two sides.
  @Test
  void constantShapes_haveTheConstantsOfTheBook() {
    double[] five = {0.2, 0.4, 0.6, 0.8, 1};
    double[] two = {0.5, 1};
    Close.absolute("Pocock 2", last(0.5, two), 2.178, 5e-4);
    Close.absolute("Pocock 5", last(0.5, five), 2.413, 5e-4);
    Close.absolute("OBF 2", last(0, two), 1.977, 5e-4);
    Close.absolute("OBF 5", last(0, five), 2.040, 5e-4);
  }

  private static double last(double power, double[] fractions) {
    double[] bounds = GroupSequential.shaped(power, ALPHA, fractions, true).bounds();
    return bounds[bounds.length - 1];
  }

  @Test
  void crossings_addUpToWhatIsSpent() {
    double[] fractions = {0.05, 0.1, 0.5, 0.5005, 0.9, 1};
    Spending spending = new Spending.Power(3);
    double[] crossings = GroupSequential.spending(spending, ALPHA, fractions, false).crossings(0);
    for (int look = 0; look < fractions.length; look++) {
      Close.relative(
          "look " + look, crossings[look], spending.spent(ALPHA, fractions[look]), 1e-11);
    }
  }

  @Test
  void earlyOBrienFlemingLook_keepsTheDigitsOfItsTail() {
    double[] bounds =
        GroupSequential.spending(new Spending.OBrienFleming(), 0.005, new double[] {0.1, 1}, true)
            .bounds();
    assertThat(bounds[0]).isBetween(8.7, 8.9);
    Close.relative(
        "spent",
        Gaussian.above(bounds[0]),
        2 * Gaussian.above(2.807033768343811 / Math.sqrt(0.1)),
        1e-12);
  }

  @Test
  void sameInformation_hasTheSameBound() {
    double[] bounds =
        GroupSequential.spending(new Spending.Power(2), 0.1, new double[] {0.5, 0.5, 1}, false)
            .bounds();
    Close.relative("first", bounds[0], 1.9599639845400545, 1e-13);
    assertThat(bounds[1]).isEqualTo(bounds[0]);
  }

  @Test
  void looksAfterTheEnd_spendNothing() {
    double[] bounds =
        GroupSequential.spending(new Spending.Pocock(), ALPHA, new double[] {0.5, 1, 1.2}, true)
            .bounds();
    assertThat(bounds[2]).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void looksTooNear_areNamed() {
    assertThatThrownBy(() ->
            GroupSequential.spending(
                new Spending.Pocock(), ALPHA, new double[] {0.5, 0.50001}, true))
        .hasMessage("fractions[1] == 0.50001, must be 0.5 or at least 1.0E-4 more");
  }

  @Test
  void oneLook_isTheFixedTest() {
    GroupSequential one =
        GroupSequential.spending(new Spending.OBrienFleming(), ALPHA, new double[] {1}, false);
    Close.relative("bound", one.bounds()[0], 1.9599639845400545, 1e-13);
    Close.relative("inflation", one.inflation(ALPHA, 0.8), 1, 1e-10);
  }

  @Test
  void compare_excludesZeroExactlyWhenTheBoundIsExceeded() {
    GroupSequential plan =
        GroupSequential.spending(new Spending.OBrienFleming(), ALPHA, new double[] {0.5, 1}, true);
    Moments control = Moments.ofProportion(5_000, 500);
    for (long successes = 500; successes < 650; successes++) {
      Moments treatment = Moments.ofProportion(5_000, successes);
      Estimate estimate = (Estimate) plan.compare(Kind.PROPORTION, control, treatment, 0);
      boolean exceeded = Math.abs(estimate.statistic()) > plan.bounds()[0];
      assertThat(estimate.significant()).isEqualTo(exceeded);
      assertThat(estimate.relativeInterval().orElseThrow().contains(0)).isEqualTo(!exceeded);
    }
  }
}
