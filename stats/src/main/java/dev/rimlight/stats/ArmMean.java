package dev.rimlight.stats;

/// What a test of means needs from one arm.
///
/// @param units how many units were averaged
/// @param mean their mean, ratio or quantile
/// @param unitVariance n times the variance of that mean
public record ArmMean(long units, double mean, double unitVariance) implements ArmResult {

  public static ArmMean of(Kind kind, Moments moments) {
    kind.check("arm", moments);
    return new ArmMean(moments.units(), moments.mean(), kind.variance(moments));
  }

  public static ArmMean of(JointMoments moments, int value) {
    return new ArmMean(moments.units(), moments.mean(value), moments.variance(value));
  }

  /// Sum of one value over sum of another. Its variance is that of the linearised unit `(M - m D) /
  /// dbar` (delta method; Deng, Knoblich and Lu, KDD 2018).
  public static ArmResult ofRatio(JointMoments moments, int numerator, int denominator) {
    double dbar = moments.mean(denominator);
    if (dbar == 0) {
      return new Refusal(Reason.NO_DENOMINATOR);
    }
    double ratio = moments.mean(numerator) / dbar;
    double variance =
        moments.variance(numerator)
            - 2 * ratio * moments.covariance(numerator, denominator)
            + ratio * ratio * moments.variance(denominator);
    return new ArmMean(moments.units(), ratio, Math.max(0, variance) / (dbar * dbar));
  }

  /// The same of a pair; a denominator of 0 makes it infinite or no number.
  public static ArmMean ofRatio(PairMoments moments) {
    double denominator = moments.second().mean();
    double ratio = moments.first().mean() / denominator;
    double variance =
        moments.first().variance()
            - 2 * ratio * moments.covariance()
            + ratio * ratio * moments.second().variance();
    return new ArmMean(
        moments.first().units(), ratio, Math.max(0, variance) / (denominator * denominator));
  }

  double variance() {
    return unitVariance / units;
  }
}
