package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/// The intervals of one proportion (Brown, Cai and DasGupta, Statistical Science 16, 2001).
public record OneProportion(long successes, long units) {
  public OneProportion {
    if (units < 1) {
      throw new IllegalArgumentException("units == " + units + ", must be >= 1");
    }
    if (successes < 0 || successes > units) {
      throw new IllegalArgumentException("successes == " + successes + ", must be in 0.." + units);
    }
  }

  double share() {
    return (double) successes / units;
  }

  long failures() {
    return units - successes;
  }

  /// The inversion of the score test.
  public Interval wilson(double alpha) {
    double z = new Level(alpha).normalCritical();
    double square = z * z;
    double centre = successes + square / 2;
    double reach = z * Math.sqrt((double) successes * failures() / units + square / 4);
    double weight = units + square;
    return new Interval(
        successes == 0 ? 0 : (centre - reach) / weight,
        failures() == 0 ? 1 : (centre + reach) / weight);
  }

  /// The Wald interval around Wilson's centre.
  public Interval agrestiCoull(double alpha) {
    double z = new Level(alpha).normalCritical();
    double weight = units + z * z;
    double centre = (successes + z * z / 2) / weight;
    double reach = z * Math.sqrt(centre * (1 - centre) / weight);
    return new Interval(Math.max(0, centre - reach), Math.min(1, centre + reach));
  }

  /// Exact: never covers less than 1 - alpha (Clopper and Pearson 1934).
  public Interval clopperPearson(double alpha) {
    double half = new Level(alpha).alpha() / 2;
    return new Interval(
        successes == 0 ? 0 : quantile((double) successes, failures() + 1.0, half),
        failures() == 0 ? 1 : upperQuantile(successes + 1.0, (double) failures(), half));
  }

  /// The posterior of Jeffreys' prior Beta(1/2, 1/2).
  public Interval jeffreys(double alpha) {
    double half = new Level(alpha).alpha() / 2;
    return new Interval(
        quantile(successes + 0.5, failures() + 0.5, half),
        upperQuantile(successes + 0.5, failures() + 0.5, half));
  }

  /// The library solves to 1e-9; Newton steps give the remaining digits.
  private static double quantile(double a, double b, double tail) {
    ContinuousDistribution beta = BetaDistribution.of(a, b);
    double x = beta.inverseCumulativeProbability(tail);
    for (int step = 0; step < 3; step++) {
      double next = x - (beta.cumulativeProbability(x) - tail) / beta.density(x);
      x = next > 0 && next < 1 ? next : x;
    }
    return x;
  }

  private static double upperQuantile(double a, double b, double tail) {
    return 1 - quantile(b, a, tail);
  }
}
