package dev.rimlight.stats;

/// A confidence sequence while an experiment runs and one fixed test at its planned end: the
/// sequence stops what is clear early, and the end has nearly the power of a test without peeking.
/// Both errors together are at most alpha.
public final class Hybrid {
  /// Of alpha, for the sequence; the rest is the last test's.
  static final double RUNNING_SHARE = 0.2;

  private Hybrid() {}

  public static Result running(
      Kind kind, Moments control, Moments treatment, double alpha, double tuningSampleSize) {
    return ConfidenceSequence.compare(
        kind, control, treatment, RUNNING_SHARE * alpha, tuningSampleSize);
  }

  /// Once, and only when the sequence did not stop before.
  public static Result atEnd(Kind kind, Moments control, Moments treatment, double alpha) {
    return FixedHorizon.compare(kind, control, treatment, (1 - RUNNING_SHARE) * alpha);
  }
}
