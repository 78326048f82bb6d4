package dev.rimlight.stats;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/// Nonnegative supermartingales of a sum S and its intrinsic time V, mixed over the size of an
/// effect: with probability 1 - alpha they stay under 1/alpha for all time, and so S stays under
/// the bound that this makes (Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 49, 2021,
/// section 3; the names and parameters are theirs).
public sealed interface MixtureMartingale {

  /// The logarithm of the mixture at sum s and intrinsic time v.
  double logarithm(double s, double v);

  /// The largest sum that the mixture can have; a bounded variable cannot sum up to more.
  default double largestSum(double v) {
    return Double.POSITIVE_INFINITY;
  }

  /// What S stays under for all time with probability 1 - alpha, at intrinsic time v.
  default double bound(double v, double alpha) {
    new Level(alpha);
    if (!(v > 0) || Double.isInfinite(v)) {
      throw new IllegalArgumentException("v == " + v + ", must be finite and > 0");
    }
    Root.Curve room = s -> -Math.log(alpha) - logarithm(s, v);
    double outside = largestSum(v);
    if (Double.isInfinite(outside)) {
      outside = v;
      while (room.at(outside) > 0) {
        outside *= 2;
      }
    }
    return room.at(outside) > 0 ? outside : Root.between(0, outside, room);
  }

  /// The rho at which a two-sided normal mixture is tightest at intrinsic time v, to the precision
  /// of the paper's closed form.
  static double rho(double v, double alpha) {
    if (!(v > 0) || Double.isInfinite(v)) {
      throw new IllegalArgumentException("v_opt == " + v + ", must be finite and > 0");
    }
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha_opt == " + alpha + ", must be in (0, 1)");
    }
    double twice = -2 * Math.log(alpha);
    return v / (twice + Math.log1p(twice));
  }

  /// A sub-Gaussian sum, bounded on both sides.
  record TwoSidedNormal(double rho) implements MixtureMartingale {
    public static TwoSidedNormal tightestAt(double v, double alpha) {
      return new TwoSidedNormal(MixtureMartingale.rho(v, alpha));
    }

    @Override
    public double logarithm(double s, double v) {
      return Math.log(rho / (v + rho)) / 2 + s * s / (2 * (v + rho));
    }

    @Override
    public double bound(double v, double alpha) {
      return Math.sqrt((v + rho) * (Math.log1p(v / rho) - 2 * Math.log(alpha)));
    }
  }

  /// A sub-Gaussian sum, bounded above.
  record OneSidedNormal(double rho) implements MixtureMartingale {
    public static OneSidedNormal tightestAt(double v, double alpha) {
      return new OneSidedNormal(MixtureMartingale.rho(v, 2 * alpha));
    }

    @Override
    public double logarithm(double s, double v) {
      return Math.log(4 * rho / (v + rho)) / 2
          + s * s / (2 * (v + rho))
          + Math.log(Gaussian.below(s / Math.sqrt(v + rho)));
    }
  }

  /// A sub-exponential sum with scale c, bounded above.
  record GammaExponential(double rho, double c) implements MixtureMartingale {
    public GammaExponential {
      if (!(c > 0) || Double.isInfinite(c)) {
        throw new IllegalArgumentException("c == " + c + ", must be finite and > 0");
      }
    }

    public static GammaExponential tightestAt(double v, double alpha, double c) {
      return new GammaExponential(MixtureMartingale.rho(v, 2 * alpha), c);
    }

    @Override
    public double logarithm(double s, double v) {
      double prior = rho / (c * c);
      double shape = (v + rho) / (c * c);
      double moved = (c * s + v) / (c * c);
      return prior * Math.log(prior)
          - logLowerGamma(prior, prior)
          + logLowerGamma(shape, moved + prior)
          - shape * Math.log(moved + prior)
          + moved;
    }

    private static double logLowerGamma(double shape, double x) {
      return LogGamma.value(shape) + Math.log(RegularizedGamma.P.value(shape, x));
    }
  }

  /// A sum of variables with mean 0 in [-g, h].
  record BetaBinomial(double r, double g, double h, boolean oneSided) implements MixtureMartingale {
    public BetaBinomial {
      if (!(g > 0 && h > 0) || Double.isInfinite(g + h)) {
        throw new IllegalArgumentException("g, h == " + g + ", " + h + ", must be finite and > 0");
      }
    }

    /// The prior's weight cannot be below 0; a thousandth stands for "as little as possible".
    public static BetaBinomial tightestAt(
        double v, double alpha, double g, double h, boolean oneSided) {
      double rho = MixtureMartingale.rho(v, oneSided ? 2 * alpha : alpha);
      return new BetaBinomial(Math.max(rho - g * h, 1e-3 * g * h), g, h, oneSided);
    }

    @Override
    public double logarithm(double s, double v) {
      double width = g + h;
      return v / (g * h) * Math.log(width)
          - (v + h * s) / (h * width) * Math.log(g)
          - (v - g * s) / (g * width) * Math.log(h)
          + logMass((r + v - g * s) / (g * width), (r + v + h * s) / (h * width))
          - logMass(r / (g * width), r / (h * width));
    }

    private double logMass(double a, double b) {
      double whole = LogBeta.value(a, b);
      return oneSided ? whole + Math.log(RegularizedBeta.value(h / (g + h), a, b)) : whole;
    }

    @Override
    public double largestSum(double v) {
      return v / g;
    }
  }
}
