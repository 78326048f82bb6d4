package dev.rimlight.stats;

import org.jspecify.annotations.Nullable;

/// An effect as other methods take it further: a number that is normal around the truth with a
/// known standard error.
public record Effect(double estimate, double standardError) implements EffectResult {
  public Effect {
    if (!Double.isFinite(estimate)) {
      throw new IllegalArgumentException("estimate == " + estimate + ", must be finite");
    }
    if (!(standardError > 0) || Double.isInfinite(standardError)) {
      throw new IllegalArgumentException(
          "standardError == " + standardError + ", must be finite and > 0");
    }
  }

  /// Treatment mean - control mean.
  public static EffectResult absolute(ArmMean control, ArmMean treatment) {
    Reason missing = missing(control, treatment);
    return missing == null
        ? of(treatment.mean() - control.mean(), control.variance() + treatment.variance())
        : new Refusal(missing);
  }

  /// The difference in units of |control mean|, with the delta method's standard error. Other
  /// platforms show it; near a control mean of 0 it contradicts the absolute effect, and our own
  /// relative interval is [Fieller]'s.
  public static EffectResult relative(ArmMean control, ArmMean treatment) {
    Reason missing = missing(control, treatment);
    if (missing != null) {
      return new Refusal(missing);
    }
    double base = Math.abs(control.mean());
    double ratio = treatment.mean() / control.mean();
    return of(
        (treatment.mean() - control.mean()) / base,
        (treatment.variance() + ratio * ratio * control.variance()) / (base * base));
  }

  static EffectResult of(double estimate, double variance) {
    double standardError = Math.sqrt(variance);
    return Double.isFinite(estimate) && standardError > 0 && Double.isFinite(standardError)
        ? new Effect(estimate, standardError)
        : new Refusal(Reason.NO_VARIANCE);
  }

  private static @Nullable Reason missing(ArmMean control, ArmMean treatment) {
    if (Math.min(control.units(), treatment.units()) < 1) {
      return Reason.TOO_FEW_UNITS;
    }
    if (!(control.unitVariance() > 0 && treatment.unitVariance() > 0)) {
      return Reason.NO_VARIANCE;
    }
    return control.mean() == 0 ? Reason.CONTROL_MEAN_ZERO : null;
  }
}
