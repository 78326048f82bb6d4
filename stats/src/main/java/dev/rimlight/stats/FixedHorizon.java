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
}
