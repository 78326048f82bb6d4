package dev.rimlight.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// An upper limit for the total of a unit, so that a few extreme units do not drown the rest.
///
/// @param value totals above it count as it
public record Cap(double value) {
  /// The share of non-zero totals that a cap leaves alone by default.
  public static final double DEFAULT_LEVEL = 0.999;

  /// The quantile of the totals of all analysed units, both arms together, so that the cap cannot
  /// depend on the variant.
  public static Cap ofAll(double level, double... totals) {
    double[] sorted = totals.clone();
    Arrays.sort(sorted);
    return new Cap(Quantile.at(level, sorted));
  }

  /// The same of those totals that are not 0; nothing is capped when there are none.
  public static Cap ofNonZero(double level, double... totals) {
    double[] nonZero = DoubleStream.of(totals).filter(total -> total != 0).toArray();
    return nonZero.length == 0 ? new Cap(Double.POSITIVE_INFINITY) : ofAll(level, nonZero);
  }

  public double apply(double total) {
    return Math.min(total, value);
  }

  public double[] apply(double... totals) {
    return DoubleStream.of(totals).map(this::apply).toArray();
  }

  /// The share of units that it changes.
  public double shareCapped(double... totals) {
    long capped = DoubleStream.of(totals).filter(total -> total > value).count();
    return totals.length == 0 ? 0 : (double) capped / totals.length;
  }
}
