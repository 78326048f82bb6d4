package dev.rimlight.stats;

/// Which way a metric is meant to move.
public enum Direction {
  INCREASE,
  DECREASE;

  /// Whether the interval proves a change for the better.
  public boolean provenBy(Interval difference) {
    return switch (this) {
      case INCREASE -> difference.low() > 0;
      case DECREASE -> difference.high() < 0;
    };
  }
}
