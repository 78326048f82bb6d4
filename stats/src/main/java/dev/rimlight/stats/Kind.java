package dev.rimlight.stats;

/// How a metric turns one unit's events into a number.
public enum Kind {
  /// 1 when the unit did it at all, else 0. Its unit variance is p(1-p).
  PROPORTION,
  /// A sum over the unit's events, 0 without any. Its unit variance has divisor n-1.
  MEAN;

  double variance(Moments moments) {
    return switch (this) {
      case PROPORTION -> moments.mean() * (1 - moments.mean());
      case MEAN -> moments.variance();
    };
  }

  void check(String arm, Moments moments) {
    boolean outside = moments.mean() < 0 || moments.mean() > 1;
    if (this == PROPORTION && outside) {
      throw new IllegalArgumentException(
          arm + " mean == " + moments.mean() + ", must be in 0..1 for a proportion");
    }
  }
}
