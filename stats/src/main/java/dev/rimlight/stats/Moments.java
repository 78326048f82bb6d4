package dev.rimlight.stats;

/// The sufficient statistics of one arm and one metric: all that this room ever sees of the data.
///
/// They add up: merging the states of any split gives the state of the whole, to rounding. Values
/// are folded in by Welford's update and states by Chan's, never by raw sums of squares, which
/// cancel when the mean is large against the spread. At 1e15 even one rounding of the mean costs a
/// percent of the variance, so the mean is carried with its rounding rest (tables:
/// numerics_exact_moments).
///
/// @param units how many units, those with value 0 included
/// @param mean average over units
/// @param meanRest what `mean` lost to rounding
/// @param m2 sum of squared deviations from the mean
/// @param nonZero units whose value is not 0, or [#NON_ZERO_UNKNOWN]
public record Moments(long units, double mean, double meanRest, double m2, long nonZero) {

  public static final long NON_ZERO_UNKNOWN = -1;

  public static final Moments EMPTY = new Moments(0, 0, 0, 0, 0);

  /// Sums of squares may fall below the square of the sum by this share of themselves and still
  /// count as rounding of whoever summed them.
  static final double SUMMATION_SLACK = 1e-9;

  public Moments {
    if (units < 0) {
      throw new IllegalArgumentException("units == " + units + ", must be >= 0");
    }
    if (!Double.isFinite(mean) || !Double.isFinite(meanRest)) {
      throw new IllegalArgumentException("mean == " + mean + ", must be finite");
    }
    if (!(m2 >= 0) || Double.isInfinite(m2)) {
      throw new IllegalArgumentException("m2 == " + m2 + ", must be finite and >= 0");
    }
    if (nonZero < NON_ZERO_UNKNOWN || nonZero > units) {
      throw new IllegalArgumentException(
          "nonZero == " + nonZero + ", must be in 0.." + units + " or -1 for unknown");
    }
  }

  public Moments(long units, double mean, double m2, long nonZero) {
    this(units, mean, 0, m2, nonZero);
  }

  public static Moments of(double... values) {
    Moments moments = EMPTY;
    for (double value : values) {
      moments = moments.plus(new Moments(1, value, 0, value == 0 ? 0 : 1));
    }
    return moments;
  }

  /// The moments of 0/1 values.
  public static Moments ofProportion(long units, long successes) {
    if (successes < 0 || successes > units) {
      throw new IllegalArgumentException("successes == " + successes + ", must be in 0.." + units);
    }
    return ofSums(units, (double) successes, (double) successes, successes);
  }

  /// The moments of values known only by their sums; the differences are taken in twice the
  /// precision.
  public static Moments ofSums(long n, double sum, double sumOfSquares, long nonZero) {
    if (n == 0) {
      return new Moments(0, 0, 0, nonZero);
    }
    double mean = sum / n;
    double meanRest = Math.fma(-mean, (double) n, sum) / n;
    Exact square = Exact.product(sum, mean);
    double m2 = (sumOfSquares - square.value()) - square.rest() - sum * meanRest;
    if (m2 < -SUMMATION_SLACK * sumOfSquares) {
      throw new IllegalArgumentException(
          "sumOfSquares == " + sumOfSquares + ", must be >= sum²/n == " + square.value());
    }
    return new Moments(n, mean, meanRest, Math.max(0, m2), nonZero);
  }

  public Moments plus(Moments other) {
    if (units == 0) {
      return other;
    }
    if (other.units == 0) {
      return this;
    }
    long total = units + other.units;
    double share = (double) other.units / total;
    Exact here = new Exact(mean, meanRest);
    double delta = here.below(other.mean, other.meanRest);
    Exact merged = here.plus(delta * share);
    double between = delta * (delta * (units * share));
    return new Moments(
        total,
        merged.value(),
        merged.rest(),
        m2 + other.m2 + between,
        addKnown(nonZero, other.nonZero));
  }

  private static long addKnown(long a, long b) {
    return a == NON_ZERO_UNKNOWN || b == NON_ZERO_UNKNOWN ? NON_ZERO_UNKNOWN : a + b;
  }

  /// Sample variance, divisor n-1; 0 below two units.
  public double variance() {
    return units < 2 ? 0 : m2 / (units - 1);
  }

  public double sum() {
    return mean * units;
  }
}
