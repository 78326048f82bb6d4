package dev.rimlight.stats;

/// The mean of one arm and the variance of one unit around it.
///
/// @param variance of a unit; that of the mean is `variance / units`
public record UnitMean(long units, double mean, double variance) {

  public static UnitMean of(Kind kind, Moments moments) {
    kind.check("arm", moments);
    return new UnitMean(moments.units(), moments.mean(), kind.variance(moments));
  }

  /// Sum of the first over sum of the second value of the units, by the delta method: a unit counts
  /// with `(M - m D) / dbar`.
  public static UnitMean ofRatio(PairMoments moments) {
    double denominator = moments.second().mean();
    double ratio = moments.first().mean() / denominator;
    double variance =
        moments.first().variance()
            - 2 * ratio * moments.covariance()
            + ratio * ratio * moments.second().variance();
    return new UnitMean(
        moments.first().units(), ratio, Math.max(0, variance) / (denominator * denominator));
  }

  double varianceOfMean() {
    return variance / units;
  }
}
