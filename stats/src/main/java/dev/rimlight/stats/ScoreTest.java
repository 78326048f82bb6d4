package dev.rimlight.stats;

import java.util.Optional;

/// The score test of two proportions with the N-1 factor, and the Miettinen-Nurminen intervals,
/// which are its inversion. Valid at zero counts in one arm.
///
/// A value of the difference or of the ratio is inside its interval when the test of that value
/// does not reject; the variance of that test is taken at the arms' most likely proportions under
/// it (Miettinen and Nurminen, Statistics in Medicine 4, 1985). At the null, difference 0 and ratio
/// 1, both tests are the same one. Each end is therefore searched on the side of the null that this
/// one test allows, so that the two intervals cannot disagree about zero.
public final class ScoreTest {
  private ScoreTest() {}

  public static Result compare(Moments control, Moments treatment, double alpha) {
    Level level = new Level(alpha);
    Kind.PROPORTION.check("control", control);
    Kind.PROPORTION.check("treatment", treatment);
    if (Math.min(control.units(), treatment.units()) < 1) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    TwoProportions arms = TwoProportions.of(control, treatment);
    double z = arms.z();
    if (Double.isNaN(z)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    double critical = level.normalCritical();
    return new Estimate(
        Estimate.Method.SCORE,
        arms.difference(),
        differenceInterval(arms, critical),
        Estimate.lift(arms.difference(), control.mean()),
        liftInterval(arms, critical),
        z,
        Level.normalP(z));
  }

  static Interval differenceInterval(TwoProportions arms, double critical) {
    Root.Curve excess = difference -> arms.excessOfDifference(difference, critical);
    boolean rejects = Math.abs(arms.z()) > critical;
    double difference = arms.difference();
    double lowOuter = rejects && difference > 0 ? 0 : -1;
    double highOuter = rejects && difference < 0 ? 0 : 1;
    double lowInner = rejects ? difference : Math.min(0, difference);
    double highInner = rejects ? difference : Math.max(0, difference);
    return new Interval(
        Root.between(lowOuter, lowInner, excess), Root.between(highOuter, highInner, excess));
  }

  /// The interval of treatment / control; its high end is infinite when the control has no success.
  static Interval ratioInterval(TwoProportions arms, double critical) {
    Root.Curve excess = share -> arms.excessOfRatio(share, critical);
    boolean rejects = Math.abs(arms.z()) > critical;
    double observed = arms.treatment() / (arms.treatment() + arms.control());
    double even = TwoProportions.EVEN_SHARE;
    double lowOuter = rejects && observed > even ? even : 0;
    double highOuter = rejects && observed < even ? even : 1;
    double lowInner = rejects ? observed : Math.min(even, observed);
    double highInner = rejects ? observed : Math.max(even, observed);
    return new Interval(
        odds(Root.between(lowOuter, lowInner, excess)),
        odds(Root.between(highOuter, highInner, excess)));
  }

  private static Optional<Interval> liftInterval(TwoProportions arms, double critical) {
    Interval ratio = ratioInterval(arms, critical);
    return ratio.bounded()
        ? Optional.of(new Interval(ratio.low() - 1, ratio.high() - 1))
        : Optional.empty();
  }

  private static double odds(double share) {
    return share / (1 - share);
  }
}
