package dev.rimlight.stats;

/// The difference of two arms together with the control's mean: all that any interval of a lift is
/// made of, whichever way the difference was estimated (plain, covariate-adjusted, stratified).
///
/// @param difference D, possibly adjusted
/// @param controlMean m0, unadjusted
/// @param differenceVariance V, variance of D
/// @param controlVariance V0, variance of m0
/// @param treatmentVariance variance of m0 + D
/// @param covariance of m0 and m0 + D; 0 for independent arms
/// @param ratio of the means, at which the delta method linearises
/// @param degreesOfFreedom of V (Welch-Satterthwaite)
public record Contrast(
    double difference,
    double controlMean,
    double differenceVariance,
    double controlVariance,
    double treatmentVariance,
    double covariance,
    double ratio,
    double degreesOfFreedom)
    implements ContrastResult {

  private static final long MINIMUM_UNITS = 2;

  /// Two independent arms. Refuses when an arm has no variance: with one arm's spread unknown the
  /// degrees of freedom are a guess.
  public static ContrastResult of(ArmResult control, ArmResult treatment) {
    return switch (control) {
      case Refusal refusal -> refusal;
      case ArmMean first ->
          switch (treatment) {
            case Refusal refusal -> refusal;
            case ArmMean second -> ofMeans(first, second);
          };
    };
  }

  /// Whatever the metric is. What the units' own past explains is taken out when it is known; a
  /// ratio's only if both periods have a denominator.
  public static ContrastResult between(Sample control, Sample treatment) {
    return switch (control) {
      case Sample.OfUnits(Kind kind, JointMoments values, _)
          when treatment instanceof Sample.OfUnits other ->
          ofUnits(kind, values, other.values());
      case Sample.OfRatio(JointMoments values) when treatment instanceof Sample.OfRatio other ->
          ofRatios(values, other.values());
      case Sample.OfQuantile(Quantile quantile, JointMoments clusters)
          when treatment instanceof Sample.OfQuantile other ->
          of(quantile.arm(clusters), other.quantile().arm(other.clusters()));
      case Sample _ ->
          throw new IllegalArgumentException(
              "treatment == %s, must be of the kind of control".formatted(treatment));
    };
  }

  private static ContrastResult ofUnits(Kind kind, JointMoments control, JointMoments treatment) {
    if (control.values() == 1) {
      return of(plain(kind, control), plain(kind, treatment));
    }
    return contrast(
        switch (kind) {
          case MEAN -> Cuped.means(control, treatment);
          case PROPORTION -> Cuped.proportions(control, treatment);
        });
  }

  private static ArmMean plain(Kind kind, JointMoments arm) {
    double mean = arm.mean(0);
    double variance =
        switch (kind) {
          case PROPORTION -> mean * (1 - mean);
          case MEAN -> arm.variance(0);
        };
    return new ArmMean(arm.units(), mean, variance);
  }

  private static ContrastResult ofRatios(JointMoments control, JointMoments treatment) {
    return control.values() == 2
        ? of(ArmMean.ofRatio(control, 0, 1), ArmMean.ofRatio(treatment, 0, 1))
        : contrast(Cuped.ratios(control, treatment));
  }

  private static ContrastResult contrast(AdjustedResult result) {
    return switch (result) {
      case Refusal refusal -> refusal;
      case Adjusted adjusted -> adjusted.contrast();
    };
  }

  private static ContrastResult ofMeans(ArmMean control, ArmMean treatment) {
    if (Math.min(control.units(), treatment.units()) < MINIMUM_UNITS) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    if (!(control.unitVariance() > 0 && treatment.unitVariance() > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    if (control.mean() == 0) {
      return new Refusal(Reason.CONTROL_MEAN_ZERO);
    }
    return new Contrast(
        treatment.mean() - control.mean(),
        control.mean(),
        control.variance() + treatment.variance(),
        control.variance(),
        treatment.variance(),
        0,
        treatment.mean() / control.mean(),
        welch(control, treatment));
  }

  /// Welch-Satterthwaite, on shares of the variance so that tiny variances do not underflow.
  static double welch(ArmMean control, ArmMean treatment) {
    double controlShare = control.variance() / (control.variance() + treatment.variance());
    double treatmentShare = 1 - controlShare;
    return 1
        / (controlShare * controlShare / (control.units() - 1)
            + treatmentShare * treatmentShare / (treatment.units() - 1));
  }

  /// With the critical value of the absolute interval its relative interval agrees about zero.
  public Fieller fieller() {
    return new Fieller(
        difference, controlMean, differenceVariance, controlVariance, covariance - controlVariance);
  }

  /// Both views of one t test.
  public Estimate estimate(double alpha) {
    double critical = new Level(alpha).studentCritical(degreesOfFreedom);
    double t = difference / Math.sqrt(differenceVariance);
    Fieller fieller = fieller();
    return new Estimate(
        Estimate.Method.WELCH,
        difference,
        fieller.absolute(critical),
        Estimate.lift(difference, controlMean),
        fieller.relative(critical),
        t,
        Level.studentP(t, degreesOfFreedom));
  }

  public StudentTest absolute(double alpha) {
    return StudentTest.of(difference, Math.sqrt(differenceVariance), degreesOfFreedom, alpha);
  }

  /// The lift by a first-order delta method, as other tools have it. At low counts its p
  /// contradicts that of the difference; [#estimate] does not.
  public StudentTest relativeByDelta(double alpha) {
    double lift = difference / Math.abs(controlMean);
    return StudentTest.of(lift, Math.sqrt(deltaVariance()), degreesOfFreedom, alpha);
  }

  /// Variance of the lift by the delta method: that of `M1 - ratio m0`, over m0².
  public double deltaVariance() {
    double variance = treatmentVariance - 2 * ratio * covariance + ratio * ratio * controlVariance;
    return variance / (controlMean * controlMean);
  }
}
