package dev.rimlight.stats;

import java.util.Arrays;

/// A quantile of one arm and its order-statistic interval.
///
/// The interval is the two quantiles at `nu -+ z sqrt(nu (1 - nu) / n)`, at 95 %; its width gives
/// the standard error without estimating a density (Deng, Knoblich and Lu, KDD 2018, section 4).
///
/// @param level nu, the share of values at or below it
/// @param values how many values
/// @param boundedAt the number of values for which low and high were taken
public record Quantile(
    double level, long values, long boundedAt, double estimate, double low, double high) {

  /// The level of the order-statistic interval.
  private static final double NORMAL_CRITICAL = new Level(0.05).normalCritical();

  /// Values, often times in milliseconds, repeat; a standard error of exactly 0 would be a lie from
  /// this many values up.
  private static final long FLOORED_FROM = 100;

  private static final double FLOOR = 1e-5;

  public Quantile {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level == " + level + ", must be in (0, 1)");
    }
    if (values < 0 || boundedAt < 0) {
      throw new IllegalArgumentException("values == " + values + ", must be >= 0");
    }
  }

  public static Quantile of(double level, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double reach = NORMAL_CRITICAL * Math.sqrt(level * (1 - level) / sorted.length);
    return new Quantile(
        level,
        sorted.length,
        sorted.length,
        at(level, sorted),
        at(Math.max(0, level - reach), sorted),
        at(Math.min(1, level + reach), sorted));
  }

  /// Type 7 of Hyndman and Fan (1996): linear between order statistics.
  public static double at(double level, double[] sorted) {
    if (sorted.length == 0) {
      throw new IllegalArgumentException("values == 0, must be >= 1");
    }
    double position = level * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /// Values are units.
  public ArmResult arm() {
    return arm(1);
  }

  /// Values are events, of which a unit may have several: the variance grows by what the counts at
  /// or below the quantile vary more than independent events would.
  ///
  /// @param clusters per unit: events at or below the quantile, events
  public ArmResult arm(JointMoments clusters) {
    return switch (ArmMean.ofRatio(clusters, 0, 1)) {
      case Refusal refusal -> refusal;
      case ArmMean share -> arm(share.variance() / (level * (1 - level) / values));
    };
  }

  private ArmResult arm(double inflation) {
    double odds = Math.max(level / (1 - level), (1 - level) / level);
    if (values <= NORMAL_CRITICAL * NORMAL_CRITICAL * odds || boundedAt < 1) {
      return new Refusal(Reason.QUANTILE_OUT_OF_REACH);
    }
    double width = high - low;
    if (!(width > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    double deviation = width / (2 * NORMAL_CRITICAL);
    double variance = (double) boundedAt / values * (values - 1) * deviation * deviation;
    double floored = values >= FLOORED_FROM ? Math.max(FLOOR, variance) : variance;
    return new ArmMean(values, estimate, floored * inflation);
  }
}
