package dev.rimlight.stats;

import java.util.Arrays;
import java.util.List;

/// Takes out of a difference what values from before the experiment explain (Deng, Xu, Kohavi and
/// Walker, WSDM 2013). Those values cannot depend on the variant, so the expected difference stays
/// and its variance shrinks.
///
/// The slopes are those of all units of both arms as one sample, `theta = Sxx⁻¹ Sxy`; per arm the
/// unit variance becomes that of `Y - theta X`.
public final class Cuped {
  /// Slopes below this are rounding.
  private static final double NEGLIGIBLE = 1e-8;

  private Cuped() {}

  /// Means: the first value is the metric, every further one a covariate.
  public static AdjustedResult means(JointMoments control, JointMoments treatment) {
    double[] theta = slopes(control.plus(treatment));
    Arms arms = new Arms(Part.ofMean(control, theta, 1), Part.ofMean(treatment, theta, 1));
    return adjusted(theta, arms, arms.plainRatio());
  }

  /// The same for a 0/1 metric, whose unit variance has divisor n.
  public static AdjustedResult proportions(JointMoments control, JointMoments treatment) {
    double[] theta = slopes(control.plus(treatment));
    Arms arms =
        new Arms(
            Part.ofMean(control, theta, population(control)),
            Part.ofMean(treatment, theta, population(treatment)));
    return adjusted(theta, arms, arms.plainRatio());
  }

  private static double population(JointMoments arm) {
    return arm.units() < 1 ? 1 : (arm.units() - 1.0) / arm.units();
  }

  /// Ratios: numerator, denominator, and both from before the experiment. Each period is linearised
  /// at its arm's own ratio, and theta is pooled within the arms.
  public static AdjustedResult ratios(JointMoments control, JointMoments treatment) {
    if (control.mean(1) == 0 || treatment.mean(1) == 0) {
      return new Refusal(Reason.NO_DENOMINATOR);
    }
    boolean before = control.mean(3) != 0 && treatment.mean(3) != 0;
    Part first = Part.ofRatio(control, before);
    Part second = Part.ofRatio(treatment, before);
    double variance = first.covariateVariance() + second.covariateVariance();
    double slope = variance > 0 ? (first.crossed() + second.crossed()) / variance : 0;
    double[] theta = {Math.abs(slope) < NEGLIGIBLE ? 0 : slope};
    Arms arms = new Arms(first.times(theta[0]), second.times(theta[0]));
    return adjusted(theta, arms, 1 + arms.difference() / first.mean());
  }

  /// Ratios with theta of all units as one sample, linearised at the ratios of both arms together.
  public static AdjustedResult pooledRatios(JointMoments control, JointMoments treatment) {
    JointMoments both = control.plus(treatment);
    if (control.mean(1) == 0 || treatment.mean(1) == 0 || both.mean(1) == 0) {
      return new Refusal(Reason.NO_DENOMINATOR);
    }
    boolean before = control.mean(3) != 0 && treatment.mean(3) != 0 && both.mean(3) != 0;
    Part pooled = Part.ofRatio(both, before);
    boolean varies = pooled.covariateVariance() > 0;
    double[] theta = {varies ? pooled.crossed() / pooled.covariateVariance() : 0};
    Part first = Part.ofRatio(control, before).times(theta[0]);
    Part second = Part.ofRatio(treatment, before).times(theta[0]);
    Arms arms = new Arms(first, second, theta[0] * pooled.covariateMean());
    return adjusted(theta, arms, 1 + arms.difference() / first.mean());
  }

  private static double[] slopes(JointMoments pooled) {
    int covariates = pooled.values() - 1;
    double[] theta = new double[covariates];
    if (!(pooled.variance(0) > 0)) {
      return theta;
    }
    double[][] squares = new double[covariates][covariates];
    double[] products = new double[covariates];
    for (int i = 0; i < covariates; i++) {
      products[i] = pooled.covariance(0, i + 1);
      for (int j = 0; j < covariates; j++) {
        squares[i][j] = pooled.covariance(i + 1, j + 1);
      }
    }
    return Symmetric.solve(squares, products);
  }

  /// One arm: the metric, and what theta takes from it.
  ///
  /// @param crossed covariance of the metric with what is taken
  private record Part(
      long units,
      double mean,
      double variance,
      double covariateMean,
      double covariateVariance,
      double crossed) {

    static Part ofMean(JointMoments arm, double[] theta, double divisor) {
      double taken = 0;
      double variance = 0;
      double crossed = 0;
      for (int i = 0; i < theta.length; i++) {
        taken += theta[i] * arm.mean(i + 1);
        crossed += theta[i] * arm.covariance(0, i + 1);
        for (int j = 0; j < theta.length; j++) {
          variance += theta[i] * theta[j] * arm.covariance(i + 1, j + 1);
        }
      }
      return new Part(
          arm.units(),
          arm.mean(0),
          divisor * arm.variance(0),
          taken,
          divisor * variance,
          divisor * crossed);
    }

    static Part ofRatio(JointMoments arm, boolean before) {
      double ratio = arm.mean(0) / arm.mean(1);
      double[] unit = {1 / arm.mean(1), -ratio / arm.mean(1), 0, 0};
      double past = before ? arm.mean(2) / arm.mean(3) : 0;
      double[] pastUnit =
          before ? new double[] {0, 0, 1 / arm.mean(3), -past / arm.mean(3)} : new double[4];
      double[][] covariances = arm.covariances();
      return new Part(
          arm.units(),
          ratio,
          Math.max(0, Symmetric.form(unit, covariances, unit)),
          past,
          Math.max(0, Symmetric.form(pastUnit, covariances, pastUnit)),
          Symmetric.form(unit, covariances, pastUnit));
    }

    Part times(double theta) {
      return new Part(
          units,
          mean,
          variance,
          theta * covariateMean,
          theta * theta * covariateVariance,
          theta * crossed);
    }

    ArmMean plain() {
      return new ArmMean(units, mean, variance);
    }

    double adjustedVariance() {
      return Math.max(0, variance - 2 * crossed + covariateVariance);
    }
  }

  /// The two arms.
  ///
  /// @param centre what is taken out of a unit of both arms on average; adjusted means stay where
  ///   the metric is
  private record Arms(Part control, Part treatment, double centre) {
    Arms(Part control, Part treatment) {
      this(control, treatment, centre(control, treatment));
    }

    double plainRatio() {
      return treatment.mean() / control.mean();
    }

    double difference() {
      double taken = treatment.covariateMean() - control.covariateMean();
      return treatment.mean() - control.mean() - taken;
    }

    private static double centre(Part control, Part treatment) {
      double units = (double) control.units() + treatment.units();
      return (control.covariateMean() * control.units()
              + treatment.covariateMean() * treatment.units())
          / units;
    }

    ArmMean adjusted(Part part) {
      return new ArmMean(
          part.units(), part.mean() - (part.covariateMean() - centre), part.adjustedVariance());
    }
  }

  private static AdjustedResult adjusted(double[] theta, Arms arms, double ratio) {
    Part first = arms.control();
    Part second = arms.treatment();
    List<Double> slopes = Arrays.stream(theta).boxed().toList();
    return switch (Contrast.of(first.plain(), second.plain())) {
      case Refusal refusal -> refusal;
      case Contrast plain when Arrays.stream(theta).allMatch(slope -> slope == 0) ->
          new Adjusted(plain, first.plain(), second.plain(), slopes, 0);
      case Contrast plain -> {
        ArmMean control = arms.adjusted(first);
        ArmMean treatment = arms.adjusted(second);
        if (!(control.unitVariance() > 0 && treatment.unitVariance() > 0)) {
          yield new Refusal(Reason.NO_VARIANCE);
        }
        double variance = control.variance() + treatment.variance();
        Contrast contrast =
            new Contrast(
                arms.difference(),
                first.mean(),
                variance,
                plain.controlVariance(),
                treatment.variance() + first.covariateVariance() / first.units(),
                first.crossed() / first.units(),
                ratio,
                Contrast.welch(control, treatment));
        yield new Adjusted(
            contrast, control, treatment, slopes, 1 - variance / plain.differenceVariance());
      }
    };
  }
}
