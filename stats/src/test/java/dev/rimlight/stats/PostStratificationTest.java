package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.stats.PostStratification.Stratum;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One stratum is no stratification; several remove what an unlucky split between them adds.
final class PostStratificationTest {

  @Test
  void oneStratum_isThePlainContrast() {
    Stratum stratum = stratum(30, 40, 1, 0);
    Contrast stratified = contrast(PostStratification.means(Kind.MEAN, List.of(stratum)));
    Contrast plain =
        (Contrast)
            Contrast.of(ArmMean.of(stratum.control(), 0), ArmMean.of(stratum.treatment(), 0));
    Close.relative("difference", stratified.difference(), plain.difference(), 1e-12);
    Close.relative("variance", stratified.differenceVariance(), plain.differenceVariance(), 1e-12);
    Close.relative("control", stratified.controlVariance(), plain.controlVariance(), 1e-12);
    Close.relative("delta", stratified.deltaVariance(), plain.deltaVariance(), 1e-10);
  }

  @Test
  void oneStratumWithCovariate_isTheRegressionOfItsUnits() {
    double[][] control = units(30, 2, 0);
    double[][] treatment = units(25, 3, 0.4);
    Stratum stratum = new Stratum(JointMoments.of(2, control), JointMoments.of(2, treatment));
    double[] y = new double[55];
    double[] arm = new double[55];
    double[] before = new double[55];
    for (int i = 0; i < 55; i++) {
      double[] unit = i < 30 ? control[i] : treatment[i - 30];
      y[i] = unit[0];
      arm[i] = i < 30 ? 0 : 1;
      before[i] = unit[1];
    }
    LinearFit fit = (LinearFit) LinearFit.additive(y, arm, before);
    Contrast contrast = contrast(PostStratification.adjustedMeans(List.of(stratum)));
    Close.relative("difference", contrast.difference(), fit.coefficient(1), 1e-10);
    Close.relative("control", contrast.controlMean(), fit.coefficient(0), 1e-10);
  }

  @Test
  void ratioOverOneEach_isTheMean() {
    List<Stratum> means = List.of(stratum(30, 40, 5, 0), stratum(50, 35, 6, 3));
    List<Stratum> ratios =
        means.stream()
            .map(each -> new Stratum(overOne(each.control()), overOne(each.treatment())))
            .toList();
    Contrast ofMeans = contrast(PostStratification.means(Kind.MEAN, means));
    Contrast ofRatios = contrast(PostStratification.ratios(ratios));
    Close.relative("difference", ofRatios.difference(), ofMeans.difference(), 1e-10);
    Close.relative("variance", ofRatios.differenceVariance(), ofMeans.differenceVariance(), 1e-10);
    Close.relative("delta", ofRatios.deltaVariance(), ofMeans.deltaVariance(), 1e-10);
  }

  @Test
  void unluckySplit_isWeighedOut() {
    Stratum low = new Stratum(values(1, 2, 3, 1, 2, 3), values(1, 2, 3));
    Stratum high = new Stratum(values(11, 12, 13), values(11, 12, 13, 11, 12, 13));
    Contrast contrast = contrast(PostStratification.means(Kind.MEAN, List.of(low, high)));
    assertThat(contrast.difference()).isZero();
    assertThat(contrast.controlMean()).isEqualTo(7);
  }

  @Test
  void stratumThatCannotStandAlone_joinsTheLargest() {
    Stratum large = stratum(50, 50, 8, 0);
    Stratum small = stratum(20, 20, 9, 1);
    Stratum lone = new Stratum(values(4), values(5, 6));
    Contrast joined = contrast(PostStratification.means(Kind.MEAN, List.of(small, lone, large)));
    Contrast byHand =
        contrast(PostStratification.means(Kind.MEAN, List.of(small, large.plus(lone))));
    assertThat(joined).isEqualTo(byHand);
  }

  private static Contrast contrast(ContrastResult result) {
    return (Contrast) result;
  }

  private static JointMoments values(double... values) {
    return JointMoments.of(
        1, Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new));
  }

  private static JointMoments overOne(JointMoments values) {
    return JointMoments.ofCovariances(
        values.units(),
        new double[] {values.mean(0), 1},
        new double[][] {{values.variance(0), 0}, {0, 0}});
  }

  private static Stratum stratum(int control, int treatment, long seed, double level) {
    return new Stratum(
        JointMoments.of(1, units(control, seed, level)),
        JointMoments.of(1, units(treatment, seed + 100, level + 0.3)));
  }

  private static double[][] units(int count, long seed, double level) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] units = new double[count][];
    for (int i = 0; i < count; i++) {
      double before = random.nextGaussian(3, 1);
      units[i] = new double[] {level + before + random.nextGaussian(), before};
    }
    return units;
  }
}
