package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The exact test equals the sum over all outcomes, one by one.
final class BinomialTestTest {

  @Test
  void everyOutcome_equalsTheSumOverAll() {
    for (double share : new double[] {0.5, 0.1, 0.37}) {
      for (int trials : new int[] {1, 2, 9, 40, 101}) {
        double[] likelihoods = likelihoods(trials, share);
        for (int successes = 0; successes <= trials; successes++) {
          double sum = 0;
          for (double likelihood : likelihoods) {
            sum += likelihood <= likelihoods[successes] * (1 + 1e-7) ? likelihood : 0;
          }
          double p = BinomialTest.exactP(successes, trials, share);
          Close.relative(successes + " of " + trials, p, Math.min(1, sum), 1e-10);
        }
      }
    }
  }

  /// Pascal's triangle with weights.
  private static double[] likelihoods(int trials, double share) {
    double[] likelihoods = {1};
    for (int trial = 1; trial <= trials; trial++) {
      double[] next = new double[trial + 1];
      for (int successes = 0; successes < trial; successes++) {
        next[successes] += likelihoods[successes] * (1 - share);
        next[successes + 1] += likelihoods[successes] * share;
      }
      likelihoods = next;
    }
    return likelihoods;
  }

  @Test
  void asExpected_isOne() {
    assertThat(BinomialTest.exactP(500, 1_000, 0.5)).isEqualTo(1);
    assertThat(BinomialTest.normalP(1_000, 10_000, 0.1)).isEqualTo(1);
  }
}
