package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Corrections by hand, and Hommel's shortcut against the closed test that it abbreviates.
final class MultiplicityTest {
  private static final double[] P = {0.04, 0.01, 0.03};

  @Test
  void holm_byHand() {
    Multiplicity.Adjusted[] adjusted = Multiplicity.HOLM.adjust(P, 0.05);
    assertThat(adjusted[1]).isEqualTo(new Multiplicity.Adjusted(0.03, 0.05 / 3, true));
    assertThat(adjusted[2]).isEqualTo(new Multiplicity.Adjusted(0.06, 0.025, false));
    assertThat(adjusted[0]).isEqualTo(new Multiplicity.Adjusted(0.06, 0.025, false));
  }

  @Test
  void benjaminiHochberg_byHand() {
    Multiplicity.Adjusted[] adjusted = Multiplicity.BENJAMINI_HOCHBERG.adjust(P, 0.05);
    for (Multiplicity.Adjusted each : adjusted) {
      assertThat(each.rejected()).isTrue();
      assertThat(each.alpha()).isEqualTo(0.05);
    }
    assertThat(adjusted[0].p()).isEqualTo(0.04);
    Close.relative("smallest", adjusted[1].p(), 0.03, 1e-15);
    assertThat(Multiplicity.falseCoverageAlpha(0.05, 1, 4)).isEqualTo(0.0125);
  }

  @Test
  void tinyP_isNotLostInSidak() {
    double p = Multiplicity.SIDAK.adjust(new double[] {1e-300, 0.5}, 0.05)[0].p();
    Close.relative("p", p, 2e-300, 1e-14);
  }

  /// A hypothesis is rejected when Simes' test rejects every set that holds it: 2^5 sets.
  @Test
  void hommel_isTheClosedTestOfSimes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 500; round++) {
      double[] p = random.doubles(5).map(u -> u * u).toArray();
      double[] adjusted = Multiplicity.hommel(p);
      double[] hochberg =
          Arrays.stream(Multiplicity.HOCHBERG.adjust(p, 0.05))
              .mapToDouble(Multiplicity.Adjusted::p)
              .toArray();
      for (int index = 0; index < p.length; index++) {
        Close.relative("closed", adjusted[index], closedTest(p, index), 1e-13);
        assertThat(adjusted[index]).isLessThanOrEqualTo(hochberg[index] * (1 + 1e-13));
      }
    }
  }

  private static double closedTest(double[] p, int member) {
    double largest = 0;
    for (int set = 1; set < 1 << p.length; set++) {
      if ((set >> member & 1) == 1) {
        largest = Math.max(largest, simes(p, set));
      }
    }
    return largest;
  }

  private static double simes(double[] p, int set) {
    double[] sorted =
        IntStream.range(0, p.length)
            .filter(index -> (set >> index & 1) == 1)
            .mapToDouble(index -> p[index])
            .sorted()
            .toArray();
    double smallest = 1;
    for (int rank = 1; rank <= sorted.length; rank++) {
      smallest = Math.min(smallest, sorted.length * sorted[rank - 1] / rank);
    }
    return smallest;
  }

  @Test
  void heterogeneity_ofTwoSegmentsByHand() {
    Effect a = new Effect(0, 1);
    Effect b = new Effect(4, 1);
    SegmentHeterogeneity found = SegmentHeterogeneity.of(a, b);
    assertThat(found.q()).isEqualTo(8);
    assertThat(found.rawInconsistency()).isEqualTo(7.0 / 8);
    assertThat(found.between()).isEqualTo(7);
    assertThat(found.fixed().estimate()).isEqualTo(2);
    Effect random = found.random(a, b);
    assertThat(random.estimate()).isEqualTo(2);
    Close.relative("se", random.standardError(), 2, 1e-15);
    Close.relative("shrunk", found.shrunk(b, random), 2 + 2 * 7.0 / 8, 1e-15);
  }

  @Test
  void likeSegments_areShrunkOntoTheMean() {
    Effect a = new Effect(1, 1);
    Effect b = new Effect(1.1, 1);
    SegmentHeterogeneity found = SegmentHeterogeneity.of(a, b);
    assertThat(found.rawBetween()).isNegative();
    assertThat(found.between()).isZero();
    assertThat(found.shrunk(a, found.random(a, b))).isEqualTo(found.fixed().estimate());
  }
}
