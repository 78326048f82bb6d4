package dev.rimlight.stats;

/// Welch's t: two means whose variances may differ.
public final class WelchTest {
  private WelchTest() {}

  /// Refuses when an arm has no variance: with one arm's spread unknown the degrees of freedom are
  /// a guess.
  public static Result compare(Kind kind, Moments control, Moments treatment, double alpha) {
    kind.check("control", control);
    kind.check("treatment", treatment);
    return switch (Contrast.of(ArmMean.of(kind, control), ArmMean.of(kind, treatment))) {
      case Refusal refusal -> refusal;
      case Contrast contrast -> contrast.estimate(alpha);
    };
  }
}
