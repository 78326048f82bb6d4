package dev.rimlight.stats;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// Whether a number of successes fits an expected share.
public final class BinomialTest {
  /// Trials up to which the exact sum is asked for; beyond, it and chi-square are the same number
  /// for every purpose.
  public static final long EXACT_TRIALS = 10_000_000;

  /// Outcomes that are likelier than the observed one by no more than this share, the rounding of
  /// their logarithms, count as equally likely.
  private static final double SAME_LIKELIHOOD = 1e-7;

  private BinomialTest() {}

  /// The probability of all outcomes that are not likelier than the observed one.
  public static double exactP(long successes, long trials, double share) {
    check(successes, trials, share);
    if (trials > EXACT_TRIALS) {
      throw new IllegalArgumentException(
          "trials == " + trials + ", must be <= " + EXACT_TRIALS + " for the exact test");
    }
    double expected = share * trials;
    if (successes == expected) {
      return 1;
    }
    double p =
        successes < expected
            ? lowerTails(successes, trials, share)
            : lowerTails(trials - successes, trials, 1 - share);
    return Math.min(1, p);
  }

  /// By the normal distribution, half a unit nearer to the expectation.
  public static double normalP(long successes, long trials, double share) {
    check(successes, trials, share);
    double distance = Math.abs(successes - share * trials);
    double deviation = Math.sqrt(trials * share * (1 - share));
    return Level.normalP(Math.max(0, distance - 0.5) / deviation);
  }

  /// P(X <= few) and, on the far side, the tail of what is no likelier.
  private static double lowerTails(long few, long trials, double share) {
    double limit = logLikelihood(few, trials, share) + SAME_LIKELIHOOD;
    long likelier = (long) Math.ceil(share * trials) - 1;
    long unlikely = trials + 1;
    while (unlikely - likelier > 1) {
      long middle = likelier + (unlikely - likelier) / 2;
      if (logLikelihood(middle, trials, share) <= limit) {
        unlikely = middle;
      } else {
        likelier = middle;
      }
    }
    return atMost(few, trials, share) + atMost(trials - unlikely, trials, 1 - share);
  }

  private static double atMost(long successes, long trials, double share) {
    if (successes < 0) {
      return 0;
    }
    return successes >= trials
        ? 1
        : RegularizedBeta.complement(share, successes + 1.0, (double) (trials - successes));
  }

  private static double logLikelihood(long successes, long trials, double share) {
    return LogGamma.value(trials + 1.0)
        - LogGamma.value(successes + 1.0)
        - LogGamma.value(trials - successes + 1.0)
        + successes * Math.log(share)
        + (trials - successes) * Math.log1p(-share);
  }

  private static void check(long successes, long trials, double share) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException("successes == " + successes + ", must be in 0.." + trials);
    }
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share == " + share + ", must be in (0, 1)");
    }
  }
}
