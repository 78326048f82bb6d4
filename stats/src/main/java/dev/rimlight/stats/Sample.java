package dev.rimlight.stats;

/// What is known of one metric in one arm: the sufficient statistics from which every comparison is
/// made. They come from sums over units, so they can be counted anywhere.
public sealed interface Sample {

  long units();

  /// One number per unit, and what the unit was like before.
  ///
  /// @param values the metric, then any number of covariates
  /// @param nonZero units whose metric is not 0, or [Moments#NON_ZERO_UNKNOWN]
  record OfUnits(Kind kind, JointMoments values, long nonZero) implements Sample {
    public OfUnits {
      if (values.values() < 1) {
        throw new IllegalArgumentException("values == 0, must be >= 1");
      }
      if (nonZero < Moments.NON_ZERO_UNKNOWN || nonZero > values.units()) {
        throw new IllegalArgumentException(
            "nonZero == " + nonZero + ", must be in 0.." + values.units() + " or -1 for unknown");
      }
    }

    @Override
    public long units() {
      return values.units();
    }
  }

  /// A sum over units divided by another sum over the same units.
  ///
  /// @param values numerator and denominator, then both from before the experiment or nothing
  record OfRatio(JointMoments values) implements Sample {
    public OfRatio {
      if (values.values() != 2 && values.values() != 4) {
        throw new IllegalArgumentException(
            "values == " + values.values() + ", must be 2, or 4 with those from before");
      }
    }

    @Override
    public long units() {
      return values.units();
    }
  }

  /// A quantile of the values of events, of which a unit may have several.
  ///
  /// @param clusters per unit: events at or below the quantile, events
  record OfQuantile(Quantile quantile, JointMoments clusters) implements Sample {
    public OfQuantile {
      if (clusters.values() != 2) {
        throw new IllegalArgumentException("values == " + clusters.values() + ", must be 2");
      }
    }

    @Override
    public long units() {
      return clusters.units();
    }
  }
}
