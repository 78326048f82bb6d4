package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How much of a one-sided alpha may be spent up to the information fraction t (Lan and DeMets,
/// Biometrika 70, 1983). After t = 1 all of it.
public sealed interface Spending {

  /// Nearly nothing early, so that the last look is almost the fixed test.
  record OBrienFleming() implements Spending {}

  /// Nearly even looks.
  record Pocock() implements Spending {}

  /// Hwang, Shih and DeCani, Statistics in Medicine 9, 1990; 0 spends evenly.
  record HwangShihDeCani(double gamma) implements Spending {
    public HwangShihDeCani {
      if (!Double.isFinite(gamma)) {
        throw new IllegalArgumentException("gamma == " + gamma + ", must be finite");
      }
    }
  }

  /// alpha t^rho.
  record Power(double rho) implements Spending {
    public Power {
      if (!(rho > 0) || Double.isInfinite(rho)) {
        throw new IllegalArgumentException("rho == " + rho + ", must be finite and > 0");
      }
    }
  }

  /// Never more than alpha, and 0 at t = 0.
  default double spent(double alpha, double t) {
    if (t >= 1) {
      return alpha;
    }
    return switch (this) {
      case OBrienFleming() -> {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double z = normal.inverseSurvivalProbability(alpha / 2);
        yield 2 * normal.survivalProbability(z / Math.sqrt(t));
      }
      case Pocock() -> alpha * Math.log1p((Math.E - 1) * t);
      case HwangShihDeCani(double gamma) ->
          gamma == 0 ? alpha * t : alpha * Math.expm1(-gamma * t) / Math.expm1(-gamma);
      case Power(double rho) -> alpha * Math.pow(t, rho);
    };
  }
}
