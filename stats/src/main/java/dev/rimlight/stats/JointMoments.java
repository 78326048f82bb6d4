package dev.rimlight.stats;

import java.util.Arrays;

/// The sufficient statistics of one arm and several values per unit: their means and how they move
/// together. They add up like [Moments], by the same update (Chan, Golub and LeVeque 1983; Pébay
/// 2008), in any order and any split.
public final class JointMoments {
  private final long units;
  private final Exact[] means;
  private final double[][] products;

  private JointMoments(long units, Exact[] means, double[][] products) {
    this.units = units;
    this.means = means;
    this.products = products;
  }

  public static JointMoments empty(int values) {
    Exact[] means = new Exact[values];
    Arrays.fill(means, new Exact(0, 0));
    return new JointMoments(0, means, new double[values][values]);
  }

  /// One row per unit.
  public static JointMoments of(int values, double[]... units) {
    JointMoments moments = empty(values);
    for (double[] unit : units) {
      Exact[] means = new Exact[values];
      for (int i = 0; i < values; i++) {
        means[i] = new Exact(requireFinite("value", unit[i]), 0);
      }
      moments = moments.plus(new JointMoments(1, means, new double[values][values]));
    }
    return moments;
  }

  /// From sums of values and of products of values (the lower triangle counts); the differences are
  /// taken in twice the precision.
  public static JointMoments ofSums(long n, double[] sums, double[][] sumsOfProducts) {
    requireUnits(n);
    int values = sums.length;
    if (n == 0) {
      return empty(values);
    }
    Exact[] means = new Exact[values];
    double[][] products = new double[values][values];
    for (int i = 0; i < values; i++) {
      requireFinite("sum", sums[i]);
      double mean = sums[i] / n;
      means[i] = new Exact(mean, Math.fma(-mean, (double) n, sums[i]) / n);
      for (int j = 0; j <= i; j++) {
        double total = requireFinite("sum of products", sumsOfProducts[i][j]);
        Exact square = Exact.product(sums[i], means[j].value());
        double central = (total - square.value()) - square.rest() - sums[i] * means[j].rest();
        products[i][j] = i == j ? requirePossible(total, central) : central;
        products[j][i] = products[i][j];
      }
    }
    return new JointMoments(n, means, products);
  }

  /// From means and sample covariances (divisor n-1; the lower triangle counts).
  public static JointMoments ofCovariances(long n, double[] means, double[][] covariances) {
    requireUnits(n);
    int values = means.length;
    Exact[] exact = new Exact[values];
    double[][] products = new double[values][values];
    for (int i = 0; i < values; i++) {
      exact[i] = new Exact(requireFinite("mean", means[i]), 0);
      for (int j = 0; j <= i; j++) {
        products[i][j] = requireFinite("covariance", covariances[i][j]) * Math.max(0, n - 1);
        products[j][i] = products[i][j];
      }
    }
    return new JointMoments(n, exact, products);
  }

  public JointMoments plus(JointMoments other) {
    if (units == 0) {
      return other;
    }
    if (other.units == 0) {
      return this;
    }
    int values = means.length;
    long total = units + other.units;
    double share = (double) other.units / total;
    double[] delta = new double[values];
    Exact[] merged = new Exact[values];
    for (int i = 0; i < values; i++) {
      delta[i] = means[i].below(other.means[i].value(), other.means[i].rest());
      merged[i] = means[i].plus(delta[i] * share);
    }
    double[][] sum = new double[values][values];
    for (int i = 0; i < values; i++) {
      for (int j = 0; j < values; j++) {
        sum[i][j] = products[i][j] + other.products[i][j] + delta[i] * (delta[j] * (units * share));
      }
    }
    return new JointMoments(total, merged, sum);
  }

  /// The first values alone.
  public JointMoments first(int count) {
    double[][] some = new double[count][];
    for (int i = 0; i < count; i++) {
      some[i] = Arrays.copyOf(products[i], count);
    }
    return new JointMoments(units, Arrays.copyOf(means, count), some);
  }

  public long units() {
    return units;
  }

  public int values() {
    return means.length;
  }

  public double mean(int value) {
    return means[value].value();
  }

  /// Sample variance, divisor n-1; 0 below two units.
  public double variance(int value) {
    return covariance(value, value);
  }

  /// Sample covariance, divisor n-1; 0 below two units.
  public double covariance(int a, int b) {
    return units < 2 ? 0 : products[a][b] / (units - 1);
  }

  /// The covariances of all values.
  double[][] covariances() {
    double[][] covariances = new double[values()][values()];
    for (int i = 0; i < values(); i++) {
      for (int j = 0; j < values(); j++) {
        covariances[i][j] = covariance(i, j);
      }
    }
    return covariances;
  }

  double[] means() {
    double[] plain = new double[values()];
    Arrays.setAll(plain, this::mean);
    return plain;
  }

  private static double requirePossible(double sumOfSquares, double central) {
    if (central < -Moments.SUMMATION_SLACK * sumOfSquares) {
      throw new IllegalArgumentException(
          "sum of squares == " + sumOfSquares + ", must be >= sum²/n");
    }
    return Math.max(0, central);
  }

  private static void requireUnits(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("units == " + n + ", must be >= 0");
    }
  }

  private static double requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " == " + value + ", must be finite");
    }
    return value;
  }
}
