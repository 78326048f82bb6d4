package dev.rimlight.stats;

/// Why there is no number.
public enum Reason {
  /// An arm has fewer units than the method needs.
  TOO_FEW_UNITS,
  /// All units are alike, so that nothing separates chance from effect.
  NO_VARIANCE,
  /// The control's mean is exactly 0 although its values differ: no lift can be told from it.
  CONTROL_MEAN_ZERO,
  /// The anytime-valid method waits for its guard; looking again later is safe.
  COLLECTING,
  /// Units were seen in an arm that was configured to receive none.
  UNITS_IN_ZERO_WEIGHT_ARM,
  /// Fewer than two arms have a weight above zero, so that there is no ratio to check.
  TOO_FEW_ARMS,
  /// The denominator of a ratio adds up to 0.
  NO_DENOMINATOR,
  /// A quantile lies beyond the order statistics that so few units have.
  QUANTILE_OUT_OF_REACH,
  /// The covariates, or the arms, are not told apart by the units at hand.
  COLLINEAR,
  /// No effect, or no sample size, within the searched range has the wanted power.
  POWER_OUT_OF_REACH
}
