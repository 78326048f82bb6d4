package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Adjustment from moments is the same as adjusting every unit and comparing the adjusted units.
final class CupedTest {

  @Test
  void oneCovariate_isWelchOnAdjustedUnits() {
    double[][] control = units(40, 1, 0);
    double[][] treatment = units(35, 2, 0.5);
    Adjusted adjusted =
        adjusted(Cuped.means(JointMoments.of(2, control), JointMoments.of(2, treatment)));
    double theta = adjusted.theta().getFirst();
    Contrast byUnits =
        (Contrast)
            Contrast.of(
                ArmMean.of(Kind.MEAN, Moments.of(without(control, theta))),
                ArmMean.of(Kind.MEAN, Moments.of(without(treatment, theta))));
    Close.relative("difference", adjusted.contrast().difference(), byUnits.difference(), 1e-12);
    Close.relative(
        "variance", adjusted.contrast().differenceVariance(), byUnits.differenceVariance(), 1e-12);
    Close.relative(
        "dof", adjusted.contrast().degreesOfFreedom(), byUnits.degreesOfFreedom(), 1e-12);
    assertThat(adjusted.varianceReduction()).isBetween(0.5, 1.0);
  }

  @Test
  void theta_isTheSlopeOfALineThroughAllUnits() {
    double[][] control = units(40, 1, 0);
    double[][] treatment = units(35, 2, 0.5);
    double[][] all = concatenated(control, treatment);
    LinearFit line =
        (LinearFit) LinearFit.of(column(all, 0), LinearFit.ones(all.length), column(all, 1));
    Adjusted adjusted =
        adjusted(Cuped.means(JointMoments.of(2, control), JointMoments.of(2, treatment)));
    Close.relative("theta", adjusted.theta().getFirst(), line.coefficient(1), 1e-12);
  }

  @Test
  void twoCovariates_areTheSlopesOfAPlane_andAThirdThatFollowsIsLeftOut() {
    double[][] control = planes(60, 3, 0);
    double[][] treatment = planes(50, 4, 0.2);
    double[][] all = concatenated(control, treatment);
    LinearFit plane =
        (LinearFit)
            LinearFit.of(
                column(all, 0), LinearFit.ones(all.length), column(all, 1), column(all, 2));
    Adjusted adjusted =
        adjusted(Cuped.means(JointMoments.of(4, control), JointMoments.of(4, treatment)));
    Close.relative("theta 1", adjusted.theta().get(0), plane.coefficient(1), 1e-10);
    Close.relative("theta 2", adjusted.theta().get(1), plane.coefficient(2), 1e-10);
    assertThat(adjusted.theta().get(2)).isZero();
  }

  @Test
  void covariateWithoutVariance_leavesTheUnadjusted() {
    double[][] control = {{1, 5}, {2, 5}, {4, 5}};
    double[][] treatment = {{2, 5}, {3, 5}, {7, 5}};
    Adjusted adjusted =
        adjusted(Cuped.means(JointMoments.of(2, control), JointMoments.of(2, treatment)));
    assertThat(adjusted.applied()).isFalse();
    assertThat(adjusted.varianceReduction()).isZero();
    Close.relative("difference", adjusted.contrast().difference(), 4.0 - 7.0 / 3, 1e-15);
  }

  @Test
  void ratioOverOneEach_isTheMeanWithThetaOfBothArms() {
    double[][] control = units(40, 5, 0);
    double[][] treatment = units(40, 6, 0.3);
    JointMoments first = JointMoments.of(4, overOne(control));
    JointMoments second = JointMoments.of(4, overOne(treatment));
    Adjusted ratio = adjusted(Cuped.ratios(first, second));
    double theta =
        (first.covariance(0, 2) + second.covariance(0, 2))
            / (first.variance(2) + second.variance(2));
    Close.relative("theta", ratio.theta().getFirst(), theta, 1e-12);
    double difference = second.mean(0) - first.mean(0) - theta * (second.mean(2) - first.mean(2));
    Close.relative("difference", ratio.contrast().difference(), difference, 1e-12);
  }

  @Test
  void relativeAndAbsolute_agreeAboutZero() {
    for (int seed = 0; seed < 2_000; seed++) {
      Adjusted adjusted =
          adjusted(
              Cuped.means(
                  JointMoments.of(2, units(12, seed, 0)),
                  JointMoments.of(2, units(12, 10_000 + seed, 1.5))));
      Estimate estimate = adjusted.contrast().estimate(0.05);
      estimate
          .relativeInterval()
          .ifPresent(lift ->
              assertThat(lift.contains(0)).isEqualTo(estimate.absoluteInterval().contains(0)));
    }
  }

  private static Adjusted adjusted(AdjustedResult result) {
    return (Adjusted) result;
  }

  /// Value and covariate, correlated.
  private static double[][] units(int count, long seed, double effect) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] units = new double[count][];
    for (int i = 0; i < count; i++) {
      double before = random.nextGaussian(4, 2);
      units[i] = new double[] {1 + before + random.nextGaussian() + effect, before};
    }
    return units;
  }

  /// Value, two covariates, and their sum.
  private static double[][] planes(int count, long seed, double effect) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] units = new double[count][];
    for (int i = 0; i < count; i++) {
      double a = random.nextGaussian(4, 2);
      double b = random.nextGaussian(1, 1) + a / 2;
      units[i] = new double[] {a - 2 * b + random.nextGaussian() + effect, a, b, a + b};
    }
    return units;
  }

  private static double[][] overOne(double[][] units) {
    return Arrays.stream(units)
        .map(unit -> new double[] {unit[0], 1, unit[1], 1})
        .toArray(double[][]::new);
  }

  private static double[] without(double[][] units, double theta) {
    return Arrays.stream(units).mapToDouble(unit -> unit[0] - theta * unit[1]).toArray();
  }

  private static double[] column(double[][] units, int index) {
    return Arrays.stream(units).mapToDouble(unit -> unit[index]).toArray();
  }

  private static double[][] concatenated(double[][] a, double[][] b) {
    double[][] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
