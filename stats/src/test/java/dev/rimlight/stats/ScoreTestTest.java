package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The score intervals equal those found without the closed form of the cubic (`expected.py`).
final class ScoreTestTest {
  private static final double CRITICAL = new Level(0.05).normalCritical();

  @ParameterizedTest
  @CsvSource({
    "200, 20, 210, 32, -0.012485958890870834, 0.11789560134513552, 0.9090862881938513, 2.5667085224541504",
    "1000, 999, 1000, 990, -0.01742557972580497, -0.0031501303368926753, 0.9825603209028133, 0.9968367759108625",
    "201229, 142, 200745, 57, -0.0005642995556454148, -0.0002870990881228357, 0.29628449070433194, 0.5464523254688671",
    "500, 50, 20, 1, -0.10358758429194825, 0.1375029645451385, 0.08758655550667016, 2.4270939974636",
  })
  void differenceAndRatio_equalPlainBisection(
      long n0, long x0, long n1, long x1, double low, double high, double from, double to) {
    TwoProportions arms =
        TwoProportions.of(Moments.ofProportion(n0, x0), Moments.ofProportion(n1, x1));
    Close.interval("difference", ScoreTest.differenceInterval(arms, CRITICAL), low, high, 1e-9);
    Close.interval("ratio", ScoreTest.ratioInterval(arms, CRITICAL), from, to, 1e-8);
  }

  @Test
  void noControlSuccess_hasAnAbsoluteButNoRelativeInterval() {
    Estimate estimate = compare(10, 0, 10, 3);
    Close.interval(
        "difference", estimate.absoluteInterval(), -0.031948428333011175, 0.6101384975179123, 1e-9);
    assertThat(estimate.relative()).isEmpty();
    assertThat(estimate.relativeInterval()).isEmpty();
  }

  @Test
  void allAgainstNone_reachesTheEdges() {
    Estimate estimate = compare(10, 0, 10, 10);
    assertThat(estimate.absolute()).isEqualTo(1);
    assertThat(estimate.absoluteInterval().high()).isEqualTo(1);
    assertThat(estimate.absoluteInterval().low()).isBetween(0.6, 0.75);
    assertThat(estimate.p()).isLessThan(1e-4);
  }

  @Test
  void nothingHappenedAnywhere_isRefused() {
    assertThat(ScoreTest.compare(Moments.ofProportion(100, 0), Moments.ofProportion(90, 0), 0.05))
        .isEqualTo(new Refusal(Reason.NO_VARIANCE));
    assertThat(ScoreTest.compare(Moments.EMPTY, Moments.ofProportion(90, 3), 0.05))
        .isEqualTo(new Refusal(Reason.TOO_FEW_UNITS));
  }

  @Test
  void anyCounts_differenceAndRatioAgreeAboutZeroAndWithP() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      int n0 = random.nextInt(1, 400);
      int n1 = random.nextInt(1, 400);
      int x0 = random.nextInt(n0 + 1);
      int x1 = random.nextInt(n1 + 1);
      if (x0 + x1 == 0 || x0 + x1 == n0 + n1) {
        continue;
      }
      Estimate estimate = compare(n0, x0, n1, x1);
      String what = x0 + "/" + n0 + " and " + x1 + "/" + n1;
      Interval absolute = estimate.absoluteInterval();
      assertThat(absolute.contains(estimate.absolute())).as(what).isTrue();
      assertThat(absolute.low()).as(what).isGreaterThanOrEqualTo(-1);
      assertThat(absolute.high()).as(what).isLessThanOrEqualTo(1);
      assertThat(estimate.p() < 0.05).as(what).isEqualTo(estimate.significant());
      estimate
          .relativeInterval()
          .ifPresent(relative ->
              assertThat(relative.contains(0)).as(what).isEqualTo(absolute.contains(0)));
    }
  }

  private static Estimate compare(long n0, long x0, long n1, long x1) {
    Moments control = Moments.ofProportion(n0, x0);
    Moments treatment = Moments.ofProportion(n1, x1);
    return (Estimate) FixedHorizon.compare(Kind.PROPORTION, control, treatment, 0.05);
  }
}
