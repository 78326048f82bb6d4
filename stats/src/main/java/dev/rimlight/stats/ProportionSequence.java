package dev.rimlight.stats;

/// One proportion at any number of looks, exactly: the interval covers it at all of them together
/// with probability 1 - alpha. Made of [MixtureMartingale.BetaBinomial], so valid from the first
/// unit and for rare events, without a guard.
///
/// @param tuningTrials where the interval is meant to be tightest
/// @param tuningAlpha and at which level
public record ProportionSequence(double tuningTrials, double tuningAlpha) {
  /// Below this share of the observed proportion the lower end is 0.
  private static final double NOTHING = 1e-12;

  public Interval interval(long successes, long trials, double alpha) {
    new Level(alpha);
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes, trials == " + successes + ", " + trials + ", must be 0 <= s <= n, n >= 1");
    }
    return new Interval(low(successes, trials, alpha), 1 - low(trials - successes, trials, alpha));
  }

  /// The high end is the low end of the failures: the mixture has no preferred side.
  private double low(long successes, long trials, double alpha) {
    double observed = (double) successes / trials;
    Root.Curve excess = p -> logarithm(p, observed, trials) + Math.log(alpha);
    double outside = observed * NOTHING;
    return successes == 0 || excess.at(outside) <= 0
        ? 0
        : Root.between(outside, successes == trials ? Math.nextDown(1.0) : observed, excess);
  }

  private double logarithm(double p, double observed, long trials) {
    double variance = p * (1 - p);
    return MixtureMartingale.BetaBinomial.tightestAt(
            variance * tuningTrials, tuningAlpha, p, 1 - p, false)
        .logarithm((observed - p) * trials, variance * trials);
  }
}
