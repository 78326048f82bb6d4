package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.stats.SampleSize.Comparisons;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/// Power, effect and sample size answer one question from three sides, so each undoes the others.
final class PowerTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  @Test
  void noncentralTWithoutEffect_isStudents() {
    for (double degreesOfFreedom : new double[] {1, 2.5, 7, 40, 1_000, 100_000}) {
      for (double t : new double[] {-3, -0.5, 0, 1.96, 4}) {
        Close.absolute(
            "dof " + degreesOfFreedom + " t " + t,
            new NoncentralT(degreesOfFreedom, 0).survival(t),
            TDistribution.of(degreesOfFreedom).survivalProbability(t),
            1e-11);
      }
    }
  }

  @Test
  void noncentralTAtZero_isNormalWhateverTheDegreesOfFreedom() {
    for (double degreesOfFreedom : new double[] {1, 3, 30, 10_000}) {
      Close.absolute(
          "dof " + degreesOfFreedom,
          new NoncentralT(degreesOfFreedom, 1.3).cdf(0),
          NORMAL.cumulativeProbability(-1.3),
          1e-12);
    }
  }

  /// Owen (Biometrika 55, 1968): with even degrees of freedom the sum is finite; with two it has
  /// one term.
  @Test
  void noncentralTOfTwoDegrees_hasItsClosedForm() {
    double t = 1.7;
    double delta = 0.8;
    double a = t / Math.sqrt(2);
    double b = 2 / (2 + t * t);
    double closed =
        NORMAL.cumulativeProbability(-delta)
            + Math.sqrt(2 * Math.PI)
                * a
                * Math.sqrt(b)
                * NORMAL.density(delta * Math.sqrt(b))
                * NORMAL.cumulativeProbability(delta * a * Math.sqrt(b));
    Close.absolute("cdf", new NoncentralT(2, delta).cdf(t), closed, 1e-10);
  }

  @Test
  void meanComparison_effectAndUnitsUndoPower() {
    for (Alternative alternative : Alternative.values()) {
      MeanComparison comparison = new MeanComparison(alternative, false, true, 0.05);
      double effect = comparison.effect(4, 500, 2, 0.8);
      assertThat(effect < 0).isEqualTo(alternative == Alternative.SMALLER);
      Close.absolute("power", comparison.power(4, 500, 2, effect), 0.8, 1e-10);
      Close.relative("units", comparison.units(4, 2, effect, 0.8), 500, 1e-7);
    }
  }

  @Test
  void withoutEffect_powerIsAlpha() {
    Close.absolute("fixed", Power.of(new Power.Fixed(0.05), 0, 0.1, 1_000), 0.05, 1e-12);
    MeanComparison comparison = new MeanComparison(Alternative.TWO_SIDED, false, true, 0.05);
    Close.absolute("t", comparison.power(1, 30, 1, 0), 0.05, 1e-9);
  }

  @Test
  void sequence_isThePowerOfItsRadiusAlone() {
    double radius = SequenceMixture.twoSided(0.05, 5_000).radius(20_000, 0.05);
    double power = Power.of(new Power.Sequence(0.05, 5_000), 0.4, 0.1, 20_000);
    Close.absolute("power", power, NORMAL.survivalProbability(radius - 4), 1e-9);
  }

  @Test
  void flatPrior_isTheFixedTest() {
    double wide = Power.of(new Power.Posterior(0.05, 0, 1e6), 0.3, 0.1, 1_000);
    Close.absolute("power", wide, Power.of(new Power.Fixed(0.05), 0.3, 0.1, 1_000), 1e-9);
  }

  @Test
  void plan_smallestLiftHasTheWantedPower() {
    Power.Plan plan = new Power.Plan(3, 10_000, new Power.Fixed(0.05));
    double lift = plan.smallestLift(0.8).orElseThrow();
    Close.absolute("power", plan.power(lift), 0.8, 1e-12);
    // The other tail is nearly empty at 80 %, so that the closed form of one tail agrees.
    Close.relative("lift", plan.liftOfOneTail(0.8).orElseThrow(), lift, 1e-5);
    assertThat(new Power.Plan(3, 10, new Power.Fixed(0.05)).liftOfOneTail(0.8)).isEmpty();
    assertThat(new Power.Plan(3, 1, new Power.Fixed(0.05)).smallestLift(0.8)).isEmpty();
  }

  @Test
  void running_missingSampleReachesThePower() {
    for (Power.Rule rule :
        new Power.Rule[] {
          new Power.Fixed(0.05), new Power.Sequence(0.05, 5_000), new Power.Posterior(0.05, 0, 0.3)
        }) {
      Power.Running running = new Power.Running(0.1, 2_000, rule);
      double factor = running.missing(0.05, 0.8).orElseThrow();
      Close.absolute("power", running.power(0.05, factor), 0.8, 1e-9);
      assertThat(running.missing(10, 0.8)).hasValue(0);
      assertThat(running.missing(1e-9, 0.8)).isEmpty();
    }
  }

  @Test
  void sampleSize_twoEqualArmsAgreeBothWays() {
    SampleSize size = new SampleSize(0.05, 2, 1, 0.8);
    double weighted = size.units(0.1, new Power.Variances(1, 1), 1, 1);
    double average = size.unitsOnAverage(0.1, 1, Comparisons.CONTROL_VS_ALL, 2);
    assertThat(Math.abs(weighted - average)).isLessThanOrEqualTo(2);
    double z = 1.959963984540054 + 0.8416212335729143;
    assertThat(weighted).isEqualTo(2 * Math.ceil(z * z * 2 / 0.01));
  }

  @Test
  void planWithoutVarianceOrUnits_isRejectedByName() {
    MeanComparison comparison = new MeanComparison(Alternative.LARGER, false, true, 0.05);
    assertThatThrownBy(() -> comparison.power(0, 100, 1, 1))
        .hasMessage("unit variance == 0.0, must be finite and > 0");
    assertThatThrownBy(() -> comparison.power(1, 2, 1, 1))
        .hasMessage("units == 2.0, must be more than 1 in each arm");
    assertThatThrownBy(() -> comparison.units(1, 1, -0.1, 0.8))
        .hasMessage("effect == -0.1, must point where the alternative LARGER does");
    assertThatThrownBy(() -> new Power.Plan(1, 0, new Power.Fixed(0.05)))
        .hasMessage("unitsPerArm == 0.0, must be finite and > 0");
  }

  @Test
  void days_areWhole() {
    assertThat(Power.days(1_001, 100)).isEqualTo(11);
    assertThat(Power.days(0, 100)).isEqualTo(1);
  }
}
