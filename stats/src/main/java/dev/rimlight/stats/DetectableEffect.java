package dev.rimlight.stats;

/// The smallest effect that a normal test of two arms finds with a given probability.
///
/// @param quantiles the normal critical value plus the normal quantile of the power
public record DetectableEffect(double quantiles, long controlUnits, long treatmentUnits) {

  public static DetectableEffect of(
      double critical, double power, long controlUnits, long treatmentUnits) {
    double reached = new Level(2 * (1 - power)).normalCritical();
    return new DetectableEffect(critical + reached, controlUnits, treatmentUnits);
  }

  /// When the treatment's variance is the control's.
  public double ofMeans(double variance) {
    return quantiles * Math.sqrt(variance / controlUnits + variance / treatmentUnits);
  }

  /// An increase of a proportion, which has the variance of the increased one: `e² = q² (p(1-p)/n0
  /// + (p+e)(1-p-e)/n1)`, solved for e.
  public double ofProportions(double control) {
    double scale = quantiles * quantiles / treatmentUnits;
    double constant =
        quantiles
            * quantiles
            * control
            * (1 - control)
            * (1.0 / controlUnits + 1.0 / treatmentUnits);
    double half = scale * (1 - 2 * control) / 2;
    double effect = (half + Math.sqrt(half * half + (1 + scale) * constant)) / (1 + scale);
    return Math.min(effect, 1 - control);
  }
}
