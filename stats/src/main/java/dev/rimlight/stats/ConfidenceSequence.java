package dev.rimlight.stats;

/// Compares two arms at any number of looks: the interval covers the truth at all of them together
/// with probability 1 - alpha, so that stopping at a good moment is no cheating.
///
/// With N units in both arms, SE the standard error of the difference, and g set by the sample size
/// at which the sequence is meant to be tightest, the interval is `D -+ R(N) SE` and the p value
/// `sqrt((N+g)/g) exp(-z² N / (2 (N+g)))`: the normal mixture of Robbins in the asymptotic form of
/// Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (arXiv 2103.06476). The sequential p of a series
/// of looks is the smallest so far ([SmallestP]).
///
/// The form is asymptotic, and with a few rare events it breaks; hence the guard, below which the
/// answer is "collecting".
public final class ConfidenceSequence {
  /// The pairwise sample size for which a sequence is tuned when no plan says otherwise. Fixed at
  /// the start of an experiment, never changed.
  public static final double DEFAULT_TUNING_SAMPLE_SIZE = 5_000;

  static final long GUARD_UNITS = 100;
  static final long GUARD_SUCCESSES = 5;
  static final long GUARD_NON_ZERO = 20;

  private ConfidenceSequence() {}

  public static Result compare(
      Kind kind, Moments control, Moments treatment, double alpha, double tuningSampleSize) {
    Level level = new Level(alpha);
    kind.check("control", control);
    kind.check("treatment", treatment);
    return enough(kind, control)
            && enough(kind, treatment)
            && !(kind == Kind.MEAN
                && Skewness.tooMuch(ArmMean.of(kind, control), ArmMean.of(kind, treatment)))
        ? unguarded(kind, control, treatment, level, tuningSampleSize)
        : new Refusal(Reason.COLLECTING);
  }

  /// The same for any kind of metric.
  public static Result compare(
      Sample control, Sample treatment, double alpha, double tuningSampleSize) {
    return compare(
        control, treatment, Contrast.between(control, treatment), alpha, tuningSampleSize);
  }

  /// When the contrast is known already.
  static Result compare(
      Sample control,
      Sample treatment,
      ContrastResult result,
      double alpha,
      double tuningSampleSize) {
    Level level = new Level(alpha);
    if (!enough(control, treatment)) {
      return new Refusal(Reason.COLLECTING);
    }
    return switch (result) {
      case Refusal refusal -> refusal;
      case Contrast contrast ->
          estimate(
              contrast.fieller(),
              (double) control.units() + treatment.units(),
              level,
              tuningSampleSize);
    };
  }

  /// Whether the normal approximation may be believed at any look.
  static boolean enough(Sample control, Sample treatment) {
    return enough(control) && enough(treatment) && !skewed(control, treatment);
  }

  private static boolean skewed(Sample control, Sample treatment) {
    return plain(control) instanceof ArmMean first
        && plain(treatment) instanceof ArmMean second
        && !(control instanceof Sample.OfUnits units && units.kind() == Kind.PROPORTION)
        && Skewness.tooMuch(first, second);
  }

  /// Before anything is taken out.
  private static ArmResult plain(Sample arm) {
    return switch (arm) {
      case Sample.OfUnits(_, JointMoments values, _) -> ArmMean.of(values, 0);
      case Sample.OfRatio(JointMoments values) -> ArmMean.ofRatio(values, 0, 1);
      case Sample.OfQuantile _ -> new Refusal(Reason.QUANTILE_OUT_OF_REACH);
    };
  }

  private static boolean enough(Sample arm) {
    return arm.units() >= GUARD_UNITS
        && switch (arm) {
          case Sample.OfUnits(Kind kind, JointMoments values, long nonZero) ->
              switch (kind) {
                case PROPORTION -> enoughSuccesses(values.units(), values.mean(0));
                case MEAN -> values.variance(0) > 0 && enoughNonZero(nonZero);
              };
          case Sample.OfRatio _, Sample.OfQuantile _ -> true;
        };
  }

  private static boolean enoughSuccesses(long units, double mean) {
    long successes = Math.round(mean * units);
    return successes >= GUARD_SUCCESSES && units - successes >= GUARD_SUCCESSES;
  }

  private static boolean enoughNonZero(long nonZero) {
    return nonZero == Moments.NON_ZERO_UNKNOWN || nonZero >= GUARD_NON_ZERO;
  }

  private static boolean enough(Kind kind, Moments arm) {
    return arm.units() >= GUARD_UNITS
        && switch (kind) {
          case PROPORTION -> enoughSuccesses(arm.units(), arm.mean());
          case MEAN -> arm.variance() > 0 && enoughNonZero(arm.nonZero());
        };
  }

  static Result unguarded(
      Kind kind, Moments control, Moments treatment, Level level, double tuningSampleSize) {
    if (Math.min(control.units(), treatment.units()) < 1) {
      return new Refusal(Reason.TOO_FEW_UNITS);
    }
    if (!(kind.variance(control) > 0 && kind.variance(treatment) > 0)) {
      return new Refusal(Reason.NO_VARIANCE);
    }
    if (control.mean() == 0) {
      return new Refusal(Reason.CONTROL_MEAN_ZERO);
    }
    return estimate(
        Fieller.ofArms(kind, control, treatment),
        (double) control.units() + treatment.units(),
        level,
        tuningSampleSize);
  }

  private static Estimate estimate(
      Fieller fieller, double n, Level level, double tuningSampleSize) {
    SequenceMixture mixture = SequenceMixture.twoSided(level.alpha(), tuningSampleSize);
    double radius = mixture.radius(n, level.alpha());
    double z = fieller.difference() / Math.sqrt(fieller.differenceVariance());
    return new Estimate(
        Estimate.Method.CONFIDENCE_SEQUENCE,
        fieller.difference(),
        fieller.absolute(radius),
        Estimate.lift(fieller.difference(), fieller.controlMean()),
        fieller.relative(radius),
        z,
        mixture.p(z, n));
  }

  /// For an effect of any kind on `units` units in both arms together. Without the guard: whoever
  /// has more than an effect asks [#compare].
  public static AnytimeInterval twoSided(
      Effect effect, long units, double alpha, double tuningSampleSize) {
    SequenceMixture mixture = SequenceMixture.twoSided(alpha, tuningSampleSize);
    double reach = effect.standardError() * mixture.radius((double) units, alpha);
    return new AnytimeInterval(
        new Interval(effect.estimate() - reach, effect.estimate() + reach),
        mixture.p(effect.estimate() / effect.standardError(), (double) units));
  }

  /// Whether the effect is below 0: everything up to the high end is not contradicted.
  public static AnytimeInterval below(
      Effect effect, long units, double alpha, double tuningSampleSize) {
    SequenceMixture mixture = SequenceMixture.oneSided(alpha, tuningSampleSize);
    double reach = effect.standardError() * mixture.oneSidedRadius((double) units, alpha);
    return new AnytimeInterval(
        new Interval(Double.NEGATIVE_INFINITY, effect.estimate() + reach),
        mixture.oneSidedP(-effect.estimate() / effect.standardError(), (double) units));
  }

  /// Whether the effect is above 0: everything down to the low end is not contradicted.
  public static AnytimeInterval above(
      Effect effect, long units, double alpha, double tuningSampleSize) {
    AnytimeInterval mirrored =
        below(
            new Effect(-effect.estimate(), effect.standardError()), units, alpha, tuningSampleSize);
    return new AnytimeInterval(
        new Interval(-mirrored.interval().high(), Double.POSITIVE_INFINITY), mirrored.p());
  }
}
