package dev.rimlight.stats;

/// Whether a difference of means is still too lopsided to be called normal.
///
/// In arms of one size the tails of both cancel. In arms of very different sizes the small one's
/// stays, and a sequence that is looked at often rejects far too much: of experiments without
/// effect on revenue that two percent have, split 9 to 1, one in five. Sums of squares do not say
/// how skewed values are; those of a shop that are never negative have a skewness of a few times
/// their coefficient of variation. From it follows that of the difference, and that is held to what
/// the guard of five successes grants a proportion (docs/decisions/0017).
final class Skewness {
  /// Of one unit, in coefficients of variation.
  private static final double OF_A_UNIT = 4;

  /// That of a difference of two proportions, 9 to 1, with five successes in the smaller arm.
  private static final double MOST = 0.38;

  private Skewness() {}

  /// Spread and mean are those of both arms together: the arm that missed its tail until now is the
  /// one that looks harmless by itself.
  ///
  /// @param control mean of all its units
  /// @param treatment mean of all its units
  static boolean tooMuch(ArmMean control, ArmMean treatment) {
    double first = 1.0 / control.units();
    double second = 1.0 / treatment.units();
    double variance = pooled(control.unitVariance(), treatment.unitVariance(), control, treatment);
    double mean = pooled(control.mean(), treatment.mean(), control, treatment);
    double lopsided = Math.abs(second * second - first * first) / Math.pow(first + second, 1.5);
    return OF_A_UNIT * Math.sqrt(variance) * lopsided > MOST * Math.abs(mean);
  }

  private static double pooled(double first, double second, ArmMean control, ArmMean treatment) {
    double share = (double) treatment.units() / (control.units() + treatment.units());
    return first + share * (second - first);
  }
}
