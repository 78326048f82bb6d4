package dev.rimlight.stats;

/// Compares two arms once, at an end that was fixed before the start. Not valid under peeking: see
/// [ConfidenceSequence].
public final class FixedHorizon {
  private FixedHorizon() {}

  public static Result compare(Kind kind, Moments control, Moments treatment, double alpha) {
    return switch (kind) {
      case PROPORTION -> ScoreTest.compare(control, treatment, alpha);
      case MEAN -> WelchTest.compare(kind, control, treatment, alpha);
    };
  }

  /// The same for any kind of metric.
  public static Result compare(Sample control, Sample treatment, double alpha) {
    if (control instanceof Sample.OfUnits(Kind kind, JointMoments first, _)
        && kind == Kind.PROPORTION
        && treatment instanceof Sample.OfUnits(_, JointMoments second, _)
        && first.values() == 1) {
      return ScoreTest.compare(successes(first), successes(second), alpha);
    }
    return switch (Contrast.between(control, treatment)) {
      case Refusal refusal -> refusal;
      case Contrast contrast -> contrast.estimate(alpha);
    };
  }

  private static Moments successes(JointMoments arm) {
    return Moments.ofProportion(arm.units(), Math.round(arm.mean(0) * arm.units()));
  }
}
