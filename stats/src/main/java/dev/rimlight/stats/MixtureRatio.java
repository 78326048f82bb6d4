package dev.rimlight.stats;

/// The mixture sequential probability ratio test (Johari, Koomen, Pekelis and Walsh, KDD 2017): how
/// much likelier the differences of pairs are when their mean is normal around its null value with
/// deviation tau than when it is that value. The p value of a series of looks is the smallest so
/// far.
public record MixtureRatio(double logarithm) implements MixtureRatioResult {

  /// The ratio after a number of pairs.
  ///
  /// @param pairs one unit of each arm
  /// @param difference of the means, the null value taken off
  /// @param variance of one pair's difference, > 0
  /// @param tau deviation of the mixture
  public static MixtureRatioResult of(long pairs, double difference, double variance, double tau) {
    if (pairs < 1) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    if (!(variance > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    if (!(tau > 0) || Double.isInfinite(tau)) {
      throw new IllegalArgumentException("tau == " + tau + ", must be finite and > 0");
    }
    double spread = variance + pairs * tau * tau;
    double standardized = pairs * tau * difference;
    return new MixtureRatio(
        Math.log(variance / spread) / 2 + standardized * standardized / (2 * variance * spread));
  }

  /// Infinite when it leaves the range of doubles.
  public double value() {
    return Math.exp(logarithm);
  }

  public double p() {
    return Math.min(1, Math.exp(-logarithm));
  }
}
