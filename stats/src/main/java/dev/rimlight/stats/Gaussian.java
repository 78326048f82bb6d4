package dev.rimlight.stats;

import org.apache.commons.numbers.gamma.Erfc;

/// The standard normal distribution, with tails that keep their digits.
final class Gaussian {
  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double LOG_SQRT_TWO_PI = Math.log(2 * Math.PI) / 2;

  private Gaussian() {}

  static double density(double z) {
    return Math.exp(-z * z / 2 - LOG_SQRT_TWO_PI);
  }

  static double below(double z) {
    return Erfc.value(-z / SQRT_TWO) / 2;
  }

  static double above(double z) {
    return Erfc.value(z / SQRT_TWO) / 2;
  }
}
