package dev.rimlight.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A test that is looked at a few times on the way to a planned end, and what a statistic must
/// exceed at each look so that all looks together keep alpha.
///
/// With drift d the statistics are normal, `E Z_k = d sqrt t_k`, `cov(Z_j, Z_k) = sqrt(t_j / t_k)`.
/// [Diffusion] carries their density from look to look (Armitage, McPherson and Rowe, JRSS A 132,
/// 1969; Jennison and Turnbull, Group Sequential Methods, ch. 19).
public final class GroupSequential {
  public static final int MAXIMUM_LOOKS = 200;

  /// Looks that are nearer than this are one look; the work grows with the inverse.
  public static final double MINIMUM_STEP = 1e-4;

  private final double[] fractions;
  private final double[] bounds;
  private final boolean symmetric;

  /// @param fractions of the planned information at the looks, rising
  /// @param bounds what Z must exceed; infinite when nothing is spent at a look
  /// @param symmetric whether -bound stops as well; each side then keeps its own alpha
  private GroupSequential(double[] fractions, double[] bounds, boolean symmetric) {
    this.fractions = fractions;
    this.bounds = bounds;
    this.symmetric = symmetric;
  }

  /// Bounds of a spending function. `alpha` is that of one side. A look at the information of the
  /// one before has its bound.
  public static GroupSequential spending(
      Spending spending, double alpha, double[] fractions, boolean symmetric) {
    requireAlpha(alpha);
    requireRising(fractions);
    double[] bounds = new double[fractions.length];
    Diffusion diffusion = Diffusion.start(0, symmetric);
    double spent = 0;
    for (int look = 0; look < fractions.length; look++) {
      double upTo = spending.spent(alpha, fractions[look]);
      if (look > 0 && fractions[look] == fractions[look - 1]) {
        bounds[look] = bounds[look - 1];
        continue;
      }
      diffusion.moveTo(fractions[look]);
      bounds[look] = diffusion.boundFor(upTo - spent);
      diffusion.stopAt(bounds[look]);
      spent = Math.max(spent, upTo);
    }
    return new GroupSequential(fractions.clone(), bounds, symmetric);
  }

  /// Bounds of a fixed shape, `c t^(power - 1/2)`: power 1/2 is Pocock's test (Biometrika 64,
  /// 1977), power 0 that of O'Brien and Fleming (Biometrics 35, 1979), in the family of Wang and
  /// Tsiatis (Biometrics 43, 1987).
  public static GroupSequential shaped(
      double power, double alpha, double[] fractions, boolean symmetric) {
    requireAlpha(alpha);
    requireRising(fractions);
    double last = fractions[fractions.length - 1];
    double[] shape = Arrays.stream(fractions).map(t -> Math.pow(t / last, power - 0.5)).toArray();
    double least = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
    Root.Curve excess = c -> scaled(fractions, shape, c, symmetric).crossing(0) - alpha;
    double inside = 2 * least + 1;
    return scaled(fractions.clone(), shape, Root.between(least, inside, excess), symmetric);
  }

  private static GroupSequential scaled(
      double[] fractions, double[] shape, double c, boolean symmetric) {
    double[] bounds = Arrays.stream(shape).map(each -> c * each).toArray();
    return new GroupSequential(fractions, bounds, symmetric);
  }

  /// What Z must exceed at each look.
  public double[] bounds() {
    return bounds.clone();
  }

  /// Two arms at a look, counted from 0: the intervals reach to the bound, so that they exclude 0
  /// when the test stops. The p value is that of this look alone and is no use for deciding.
  public Result compare(Kind kind, Moments control, Moments treatment, int look) {
    kind.check("control", control);
    kind.check("treatment", treatment);
    if (Math.min(control.units(), treatment.units()) < 1) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    if (!(kind.variance(control) > 0 && kind.variance(treatment) > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    if (control.mean() == 0) {
      return new Refusal(Reason.CONTROL_MEAN_ZERO);
    }
    return estimate(Fieller.ofArms(kind, control, treatment), look);
  }

  /// The same for any kind of metric, and not before there is enough for the normal approximation:
  /// the guard of [ConfidenceSequence].
  public Result compare(Sample control, Sample treatment, int look) {
    if (!ConfidenceSequence.enough(control, treatment)) {
      return new Refusal(Reason.COLLECTING);
    }
    return switch (Contrast.between(control, treatment)) {
      case Refusal refusal -> refusal;
      case Contrast contrast -> estimate(contrast.fieller(), look);
    };
  }

  private Result estimate(Fieller fieller, int look) {
    double bound = bounds[look];
    if (!symmetric) {
      throw new IllegalArgumentException(
          "symmetric == false, must be true for two-sided intervals");
    }
    if (Double.isInfinite(bound)) {
      return new Refusal(Reason.COLLECTING);
    }
    double z = fieller.difference() / Math.sqrt(fieller.differenceVariance());
    return new Estimate(
        Estimate.Method.GROUP_SEQUENTIAL,
        fieller.difference(),
        fieller.absolute(bound),
        Estimate.lift(fieller.difference(), fieller.controlMean()),
        fieller.relative(bound),
        z,
        Level.normalP(z));
  }

  /// The probability that the upper bound is exceeded up to each look, for a drift of the statistic
  /// at t = 1.
  public double[] crossings(double drift) {
    double[] crossings = new double[bounds.length];
    Diffusion diffusion = Diffusion.start(drift, symmetric);
    double crossed = 0;
    for (int look = 0; look < bounds.length; look++) {
      if (look == 0 || fractions[look] > fractions[look - 1]) {
        diffusion.moveTo(fractions[look]);
        crossed += diffusion.above(bounds[look]);
        diffusion.stopAt(bounds[look]);
      }
      crossings[look] = crossed;
    }
    return crossings;
  }

  private double crossing(double drift) {
    return crossings(drift)[bounds.length - 1];
  }

  /// How much larger the planned sample must be than that of a fixed test with the same alpha (of
  /// one side) and power.
  public double inflation(double alpha, double power) {
    requireAlpha(alpha);
    if (!(power > alpha && power < 1)) {
      throw new IllegalArgumentException("power == " + power + ", must be in (alpha, 1)");
    }
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double fixed =
        normal.inverseSurvivalProbability(alpha) + normal.inverseCumulativeProbability(power);
    double enough = 1.5 * fixed;
    while (crossing(enough) < power) {
      enough *= 1.5;
    }
    double drift = Root.between(0.99 * fixed, enough, d -> power - crossing(d));
    double ratio = drift / fixed;
    return ratio * ratio;
  }

  /// The one-sided p that a bound stands for when it is looked at alone.
  public static double nominalP(double bound) {
    return Gaussian.above(bound);
  }

  private static void requireAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha == " + alpha + ", must be in (0, 0.5)");
    }
  }

  private static void requireRising(double[] fractions) {
    if (fractions.length < 1 || fractions.length > MAXIMUM_LOOKS) {
      throw new IllegalArgumentException(
          "looks == " + fractions.length + ", must be in 1.." + MAXIMUM_LOOKS);
    }
    double before = 0;
    for (int look = 0; look < fractions.length; look++) {
      double t = fractions[look];
      boolean same = look > 0 && t == before;
      if (!(same || t - before >= MINIMUM_STEP) || Double.isInfinite(t)) {
        throw new IllegalArgumentException(
            "fractions[%d] == %s, must be %s or at least %s more"
                .formatted(look, t, before, MINIMUM_STEP));
      }
      before = t;
    }
  }
}
