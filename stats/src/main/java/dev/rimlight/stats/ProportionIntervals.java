package dev.rimlight.stats;

import java.util.Optional;

/// The intervals of difference, ratio and odds ratio of two proportions, treatment against control.
/// The score intervals are ours ([ScoreTest]); the others are what people compare them with
/// (Newcombe, Statistics in Medicine 17, 1998; Fagerland, Lydersen and Laake, Statistical Methods
/// in Medical Research 24, 2015).
public record ProportionIntervals(OneProportion control, OneProportion treatment, double alpha) {

  private double z() {
    return new Level(alpha).normalCritical();
  }

  private double difference() {
    return treatment.share() - control.share();
  }

  public Interval wald() {
    return wald(0, 0);
  }

  /// Wald after one success and one failure more in each arm.
  public Interval agrestiCaffo() {
    return wald(1, 2);
  }

  private Interval wald(double moreSuccesses, double moreUnits) {
    double n0 = control.units() + moreUnits;
    double n1 = treatment.units() + moreUnits;
    double p0 = (control.successes() + moreSuccesses) / n0;
    double p1 = (treatment.successes() + moreSuccesses) / n1;
    double reach = z() * Math.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1);
    return new Interval(p1 - p0 - reach, p1 - p0 + reach);
  }

  /// Two Wilson intervals, combined by squares.
  public Interval newcombe() {
    Interval first = control.wilson(alpha);
    Interval second = treatment.wilson(alpha);
    double down = Math.hypot(treatment.share() - second.low(), first.high() - control.share());
    double up = Math.hypot(second.high() - treatment.share(), control.share() - first.low());
    return new Interval(difference() - down, difference() + up);
  }

  public Optional<Interval> differenceScore() {
    return varied().map(arms -> ScoreTest.differenceInterval(arms, z()));
  }

  public Optional<Interval> ratioScore() {
    return varied().map(arms -> ScoreTest.ratioInterval(arms, z()));
  }

  /// Absent when all units are alike.
  private Optional<TwoProportions> varied() {
    TwoProportions arms =
        new TwoProportions(control.units(), control.share(), treatment.units(), treatment.share());
    return Double.isNaN(arms.z()) ? Optional.empty() : Optional.of(arms);
  }

  /// Absent when an arm has no success.
  public Optional<Interval> ratioLog() {
    boolean possible = control.successes() > 0 && treatment.successes() > 0;
    return possible ? Optional.of(ratioLog(0)) : Optional.empty();
  }

  /// With half a success and half a unit more in each arm.
  public Interval ratioLogAdjusted() {
    return ratioLog(0.5);
  }

  private Interval ratioLog(double more) {
    double x0 = control.successes() + more;
    double x1 = treatment.successes() + more;
    double n0 = control.units() + more;
    double n1 = treatment.units() + more;
    double variance = 1 / x0 - 1 / n0 + 1 / x1 - 1 / n1;
    return aroundLogarithm(x1 / n1 / (x0 / n0), variance);
  }

  /// Absent when a cell is empty.
  public Optional<Interval> oddsLogit() {
    boolean possible =
        Math.min(control.successes(), control.failures()) > 0
            && Math.min(treatment.successes(), treatment.failures()) > 0;
    return possible ? Optional.of(oddsLogit(0)) : Optional.empty();
  }

  /// With half a unit more in each cell.
  public Interval oddsLogitAdjusted() {
    return oddsLogit(0.5);
  }

  private Interval oddsLogit(double more) {
    double x0 = control.successes() + more;
    double y0 = control.failures() + more;
    double x1 = treatment.successes() + more;
    double y1 = treatment.failures() + more;
    return aroundLogarithm(x1 * y0 / (y1 * x0), 1 / x0 + 1 / y0 + 1 / x1 + 1 / y1);
  }

  private Interval aroundLogarithm(double estimate, double variance) {
    double factor = Math.exp(z() * Math.sqrt(variance));
    return new Interval(estimate / factor, estimate * factor);
  }

  /// The inversion of the score test of an odds ratio, with the N-1 factor; ends are 0 or infinite
  /// when a cell is empty. Absent when all units are alike.
  public Optional<Interval> oddsScore() {
    if (varied().isEmpty()) {
      return Optional.empty();
    }
    double critical = z();
    double x0 = control.successes();
    double y0 = control.failures();
    double x1 = treatment.successes();
    double y1 = treatment.failures();
    double observed = x1 * y0 / (x1 * y0 + x0 * y1);
    Root.Curve excess = share -> excessOfOdds(share, critical);
    return Optional.of(
        new Interval(
            odds(Root.between(0, observed, excess)), odds(Root.between(1, observed, excess))));
  }

  private static double odds(double share) {
    return share / (1 - share);
  }

  /// Squared score of the odds ratio `share / (1 - share)`, minus what the test allows.
  private double excessOfOdds(double share, double critical) {
    double rest = 1 - share;
    if (share <= 0 || rest <= 0) {
      boolean possible = share <= 0 ? observedLow() : observedHigh();
      return possible ? -1 : 1;
    }
    double n0 = control.units();
    double n1 = treatment.units();
    double successes = (double) control.successes() + treatment.successes();
    // n0 (w - 1) p² + (n1 w + n0 - m (w - 1)) p - m = 0 for the control's most likely p, with the
    // odds ratio w; all multiplied by 1 - share.
    double a = n0 * (share - rest);
    double b = n1 * share + n0 * rest - successes * (share - rest);
    double root = Math.sqrt(Math.max(0, b * b + 4 * a * successes * rest));
    double likelyControl = Math.clamp(2 * successes * rest / (b + root), 0, 1);
    double likelyTreatment =
        Math.clamp(likelyControl * share / (rest + likelyControl * (share - rest)), 0, 1);
    double v0 = likelyControl * (1 - likelyControl) * n0;
    double v1 = likelyTreatment * (1 - likelyTreatment) * n1;
    double information = v0 + v1 == 0 ? 0 : v0 * v1 / (v0 + v1);
    double distance = treatment.successes() - n1 * likelyTreatment;
    double units = n0 + n1;
    return distance * distance - critical * critical * information * units / (units - 1);
  }

  private boolean observedLow() {
    return treatment.successes() == 0 || control.failures() == 0;
  }

  private boolean observedHigh() {
    return treatment.failures() == 0 || control.successes() == 0;
  }
}
