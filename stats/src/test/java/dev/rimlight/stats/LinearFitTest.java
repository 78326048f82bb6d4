package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.stats.LinearFit.Robust;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Regression agrees with what is known without it.
final class LinearFitTest {
  private static final double[] Y = {3, 5, 4, 8, 6, 9, 11, 7};
  private static final double[] ARM = {0, 0, 0, 1, 1, 1, 1, 0};

  @Test
  void plainDifference_hasWelchsStandardErrorAsHc2() {
    LinearFit fit = (LinearFit) LinearFit.additive(Y, ARM);
    Contrast welch =
        (Contrast)
            Contrast.of(
                ArmMean.of(Kind.MEAN, Moments.of(3, 5, 4, 7)),
                ArmMean.of(Kind.MEAN, Moments.of(8, 6, 9, 11)));
    Close.relative("difference", fit.coefficient(1), welch.difference(), 1e-12);
    Close.relative(
        "HC2", fit.standardError(1, Robust.HC2), Math.sqrt(welch.differenceVariance()), 1e-12);
  }

  @Test
  void interacted_isTheDifferenceOfTwoLinesAtTheMeanCovariate() {
    double[] before = {1, 3, 2, 5, 2, 4, 7, 6};
    LinearFit fit = (LinearFit) LinearFit.interacted(Y, ARM, before);
    double mean = 30.0 / 8;
    double control = at(mean, new double[] {3, 5, 4, 7}, new double[] {1, 3, 2, 6});
    double treatment = at(mean, new double[] {8, 6, 9, 11}, new double[] {5, 2, 4, 7});
    Close.relative("effect", fit.coefficient(1), treatment - control, 1e-12);
  }

  private static double at(double x, double[] y, double[] xs) {
    double[][] rows = new double[y.length][];
    Arrays.setAll(rows, i -> new double[] {y[i], xs[i]});
    JointMoments moments = JointMoments.of(2, rows);
    double slope = moments.covariance(0, 1) / moments.variance(1);
    return moments.mean(0) + slope * (x - moments.mean(1));
  }

  @Test
  void factorial_isTheDifferenceOfDifferences() {
    double[] a = {0, 0, 1, 1, 0, 0, 1, 1};
    double[] b = {0, 0, 0, 0, 1, 1, 1, 1};
    LinearFit fit = (LinearFit) LinearFit.factorial(Y, a, b);
    Close.relative("a", fit.coefficient(1), 6.0 - 4.0, 1e-12);
    Close.relative("b", fit.coefficient(2), 7.5 - 4.0, 1e-12);
    Close.relative("ab", fit.coefficient(3), (9.0 - 7.5) - (6.0 - 4.0), 1e-12);
  }

  @Test
  void columnThatFollows_isRefused() {
    assertThat(
            LinearFit.of(
                Y, LinearFit.ones(8), ARM, Arrays.stream(ARM).map(x -> 2 * x + 1).toArray()))
        .isEqualTo(new Refusal(Reason.COLLINEAR));
    assertThat(LinearFit.of(new double[] {1, 2}, LinearFit.ones(2), new double[] {0, 1}))
        .isEqualTo(new Refusal(Reason.TOO_FEW_UNITS));
  }

  @Test
  void largeOffset_costsNoDigitsOfTheSlope() {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(200).toArray();
    double[] shifted = Arrays.stream(x).map(each -> each + 1e6).toArray();
    double[] y = Arrays.stream(x).map(each -> 3 * each + random.nextGaussian()).toArray();
    LinearFit near = (LinearFit) LinearFit.of(y, LinearFit.ones(200), x);
    LinearFit far = (LinearFit) LinearFit.of(y, LinearFit.ones(200), shifted);
    Close.relative("slope", far.coefficient(1), near.coefficient(1), 1e-8);
  }
}
