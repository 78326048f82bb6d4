package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Mixtures equal the integrals that they are closed forms of, and bounds are where a mixture is
/// exactly 1/alpha.
final class BoundaryTest {

  /// The integral of exp(l s - l² v / 2) over l, normal with variance 1/rho; on one side, over the
  /// upper half with twice the density.
  @Test
  void normalMixtures_equalTheirIntegrals() {
    double rho = 12;
    double s = 9;
    double v = 30;
    Quadrature.Grid grid = Quadrature.even(-4, 4, 0.1);
    double both = 0;
    double upper = 0;
    for (int index = 0; index < grid.size(); index++) {
      double l = grid.node(index);
      double prior = Math.sqrt(rho) * Gaussian.density(l * Math.sqrt(rho));
      double value = grid.weight(index) * prior * Math.exp(l * s - l * l * v / 2);
      both += value;
      upper += l > 0 ? 2 * value : 0;
    }
    double twoSided = new MixtureMartingale.TwoSidedNormal(rho).logarithm(s, v);
    double oneSided = new MixtureMartingale.OneSidedNormal(rho).logarithm(s, v);
    Close.absolute("two-sided", twoSided, Math.log(both), 1e-12);
    Close.absolute("one-sided", oneSided, Math.log(upper), 1e-12);
  }

  /// The same ratio as the normal mixture of the difference of pairs.
  @Test
  void mixtureRatio_isTheTwoSidedNormalMixture() {
    double tau = 0.2;
    double variance = 1.7;
    MixtureRatio ratio = (MixtureRatio) MixtureRatio.of(300, 0.11, variance, tau);
    double rho = variance / (tau * tau);
    double mixture =
        new MixtureMartingale.TwoSidedNormal(rho).logarithm(300 * 0.11 / Math.sqrt(variance), 300);
    Close.absolute("logarithm", ratio.logarithm(), mixture, 1e-12);
    assertThat(MixtureRatio.of(300, 0.1, 0, tau)).isEqualTo(new Refusal(Reason.NO_VARIANCE));
  }

  @Test
  void bounds_areWhereTheMixtureIsOneOverAlpha() {
    for (MixtureMartingale mixture :
        List.of(
            MixtureMartingale.TwoSidedNormal.tightestAt(100, 0.05),
            MixtureMartingale.OneSidedNormal.tightestAt(100, 0.05),
            MixtureMartingale.GammaExponential.tightestAt(100, 0.05, 2),
            MixtureMartingale.BetaBinomial.tightestAt(100, 0.05, 0.2, 0.8, true))) {
      double bound = mixture.bound(80, 0.01);
      Close.absolute("at the bound", mixture.logarithm(bound, 80), -Math.log(0.01), 1e-10);
    }
  }

  @Test
  void proportionSequence_isMirroredAndHoldsItsObservation() {
    ProportionSequence sequence = new ProportionSequence(100, 0.05);
    Interval few = sequence.interval(3, 200, 0.05);
    Interval many = sequence.interval(197, 200, 0.05);
    Close.absolute("low", few.low(), 1 - many.high(), 1e-12);
    assertThat(few.contains(0.015)).isTrue();
    assertThat(sequence.interval(0, 10, 0.05).low()).isZero();
    assertThat(sequence.interval(10, 10, 0.05).high()).isEqualTo(1);
  }

  @Test
  void anytimeT_hasEvidenceOneOverAlphaAtItsRadius() {
    AnytimeT test = new AnytimeT(20, 150, 147);
    double radius = test.radius(0.05);
    Close.absolute("evidence", test.logEvidence(radius * radius), -Math.log(0.05), 1e-12);
    Close.relative("p", test.p(radius * radius), 0.05, 1e-12);
    assertThat(new AnytimeT(1000, 10, 5).radius(0.05)).isEqualTo(Double.POSITIVE_INFINITY);
    Close.relative(
        "many observations",
        new AnytimeT(100, 1e7, 1e7).radius(0.05),
        new AnytimeT(100, 1e7, 1e7).radiusOfKnownVariance(0.05),
        1e-5);
  }

  @Test
  void tightestT_hasNoBetterNeighbour() {
    double g = AnytimeT.tightest(1_000, 998, 0.05);
    double radius = new AnytimeT(g, 1_000, 998).radius(0.05);
    assertThat(new AnytimeT(g * 1.01, 1_000, 998).radius(0.05)).isGreaterThan(radius);
    assertThat(new AnytimeT(g / 1.01, 1_000, 998).radius(0.05)).isGreaterThan(radius);
  }

  @Test
  void zeta_equalsItsKnownValues() {
    Close.relative("2", Zeta.value(2), Math.PI * Math.PI / 6, 1e-15);
    Close.relative("4", Zeta.value(4), Math.pow(Math.PI, 4) / 90, 1e-15);
    Close.relative("1.4", Zeta.value(1.4), 3.1055472779775806, 1e-14);
    Close.relative("1.01", Zeta.value(1.01), 100.57794333849687, 1e-13);
  }
}
