package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Joint moments are those of all units, whichever way the units were split.
final class JointMomentsTest {

  @Test
  void threeUnits_haveTheirMeansAndCovariances() {
    JointMoments moments =
        JointMoments.of(2, new double[] {1, 2}, new double[] {2, 2}, new double[] {3, 5});
    assertThat(moments.units()).isEqualTo(3);
    assertThat(moments.mean(0)).isEqualTo(2);
    assertThat(moments.mean(1)).isEqualTo(3);
    assertThat(moments.variance(0)).isEqualTo(1);
    assertThat(moments.variance(1)).isEqualTo(3);
    assertThat(moments.covariance(0, 1)).isEqualTo(1.5);
  }

  @Test
  void anySplit_mergesToTheSame() {
    double[][] units = units(50, 1e9);
    JointMoments all = JointMoments.of(3, units);
    for (int split = 0; split <= units.length; split++) {
      JointMoments head = JointMoments.of(3, Arrays.copyOf(units, split));
      JointMoments tail = JointMoments.of(3, Arrays.copyOfRange(units, split, units.length));
      assertSame(head.plus(tail), all, 1e-9);
      assertSame(tail.plus(head), all, 1e-9);
    }
  }

  @Test
  void sums_andCovariancesLeadToTheSame() {
    double[][] units = units(200, 100);
    double[] sums = new double[3];
    double[][] products = new double[3][3];
    for (double[] unit : units) {
      for (int i = 0; i < 3; i++) {
        sums[i] += unit[i];
        for (int j = 0; j < 3; j++) {
          products[i][j] += unit[i] * unit[j];
        }
      }
    }
    JointMoments all = JointMoments.of(3, units);
    assertSame(JointMoments.ofSums(units.length, sums, products), all, 1e-9);
    assertSame(
        JointMoments.ofCovariances(units.length, all.means(), all.covariances()), all, 1e-12);
  }

  @Test
  void sumOfSquaresBelowTheSquareOfTheSum_isRejected() {
    assertThatThrownBy(() -> JointMoments.ofSums(10, new double[] {100}, new double[][] {{900}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum of squares == 900.0, must be >= sum²/n");
  }

  private static double[][] units(int count, double offset) {
    SplittableRandom random = new SplittableRandom(7);
    double[][] units = new double[count][];
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      units[i] =
          new double[] {offset + x + random.nextGaussian(), x, offset - x, random.nextDouble()};
    }
    return units;
  }

  private static void assertSame(JointMoments actual, JointMoments expected, double tolerance) {
    assertThat(actual.units()).isEqualTo(expected.units());
    for (int i = 0; i < expected.values(); i++) {
      Close.absolute("mean", actual.mean(i), expected.mean(i), tolerance * 100);
      for (int j = 0; j < expected.values(); j++) {
        Close.absolute("covariance", actual.covariance(i, j), expected.covariance(i, j), tolerance);
      }
    }
  }
}
