package dev.rimlight.stats;

/// Welch's t: two means whose variances may differ.
public final class WelchTest {
  private static final long MINIMUM_UNITS = 2;

  private WelchTest() {}

  /// Refuses when an arm has no variance: with one arm's spread unknown the degrees of freedom are
  /// a guess.
  public static Result compare(Kind kind, Moments control, Moments treatment, double alpha) {
    Level level = new Level(alpha);
    kind.check("control", control);
    kind.check("treatment", treatment);
    if (Math.min(control.units(), treatment.units()) < MINIMUM_UNITS) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    if (!(kind.variance(control) > 0 && kind.variance(treatment) > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    if (control.mean() == 0) {
      return new Refusal(Reason.CONTROL_MEAN_ZERO);
    }
    Fieller fieller = Fieller.ofArms(kind, control, treatment);
    double degreesOfFreedom = degreesOfFreedom(fieller, control.units(), treatment.units());
    double critical = level.studentCritical(degreesOfFreedom);
    double t = fieller.difference() / Math.sqrt(fieller.differenceVariance());
    return new Estimate(
        Estimate.Method.WELCH,
        fieller.difference(),
        fieller.absolute(critical),
        Estimate.lift(fieller.difference(), control.mean()),
        fieller.relative(critical),
        t,
        Level.studentP(t, degreesOfFreedom));
  }

  /// Welch-Satterthwaite, on shares of the variance so that tiny variances do not underflow.
  private static double degreesOfFreedom(Fieller fieller, long controlUnits, long treatmentUnits) {
    double controlShare = fieller.controlVariance() / fieller.differenceVariance();
    double treatmentShare = 1 - controlShare;
    return 1
        / (controlShare * controlShare / (controlUnits - 1)
            + treatmentShare * treatmentShare / (treatmentUnits - 1));
  }
}
