package dev.rimlight.stats;

/// What is believed of a relative effect before the data: normal, or nothing.
public sealed interface EffectPrior {

  /// Every effect is equally likely.
  record Flat() implements EffectPrior {}

  record Normal(double mean, double variance) implements EffectPrior {
    /// Most effects are small; the default keeps a lucky start from looking like 50 %.
    public static final Normal DEFAULT = new Normal(0, 0.09);

    public Normal {
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException("prior mean == " + mean + ", must be finite");
      }
      if (!(variance > 0) || Double.isInfinite(variance)) {
        throw new IllegalArgumentException(
            "prior variance == " + variance + ", must be finite and > 0");
      }
    }
  }

  /// The same belief about the absolute effect, when the control's mean is `base`.
  default EffectPrior scaled(double base) {
    return switch (this) {
      case Flat flat -> flat;
      case Normal normal -> new Normal(normal.mean * Math.abs(base), normal.variance * base * base);
    };
  }
}
