package dev.rimlight.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Whether an effect is the same in all segments, and what it is on the whole: Cochran's Q, the
/// inverse-variance mean, and the random-effects mean of DerSimonian and Laird (Controlled Clinical
/// Trials 7, 1986).
///
/// @param q squared distances of the segments from the fixed mean, each in its own standard errors
/// @param p of equal effects
/// @param rawInconsistency I² as computed; below 0 when segments differ less than by chance
/// @param rawBetween tau², the variance of true effects, as computed; may be below 0
public record SegmentHeterogeneity(
    double q,
    int degreesOfFreedom,
    double p,
    double rawInconsistency,
    double rawBetween,
    Effect fixed) {

  public static SegmentHeterogeneity of(Effect... segments) {
    if (segments.length < 2) {
      throw new IllegalArgumentException(
          "segments.length == " + segments.length + ", must be >= 2");
    }
    double total = 0;
    double squares = 0;
    for (Effect segment : segments) {
      double weight = weight(segment, 0);
      total += weight;
      squares += weight * weight;
    }
    Effect fixed = new Effect(mean(segments, 0), 1 / Math.sqrt(total));
    double q = 0;
    for (Effect segment : segments) {
      double distance = segment.estimate() - fixed.estimate();
      q += weight(segment, 0) * distance * distance;
    }
    int degreesOfFreedom = segments.length - 1;
    double excess = q - degreesOfFreedom;
    return new SegmentHeterogeneity(
        q,
        degreesOfFreedom,
        ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(q),
        excess / q,
        excess / (total - squares / total),
        fixed);
  }

  /// tau² as it is shown and used: a variance is not below 0.
  public double between() {
    return Math.max(0, rawBetween);
  }

  /// I² as it is shown: the share of the differences that is not chance.
  public double inconsistency() {
    return Math.max(0, rawInconsistency);
  }

  /// The mean of the true effects, when these vary by [#between].
  public Effect random(Effect... segments) {
    double total = 0;
    for (Effect segment : segments) {
      total += weight(segment, between());
    }
    return new Effect(mean(segments, between()), 1 / Math.sqrt(total));
  }

  /// What a segment's effect is best taken for: its own estimate, pulled towards the mean of all
  /// the more the less it says itself. For display; a test of a segment is made of its own data.
  public double shrunk(Effect segment, Effect random) {
    double own = segment.standardError() * segment.standardError();
    double share = between() / (between() + own);
    return share * segment.estimate() + (1 - share) * random.estimate();
  }

  /// Weighted mean for a supposed tau², which need not be a variance: with a raw one below 0 it is
  /// what other tools call the random effect.
  public static double mean(Effect[] segments, double between) {
    double total = 0;
    double sum = 0;
    for (Effect segment : segments) {
      double weight = weight(segment, between);
      total += weight;
      sum += weight * segment.estimate();
    }
    return sum / total;
  }

  /// Squared standard error of [#mean]; not above 0 when the supposed tau² is no variance.
  public static double varianceOfMean(Effect[] segments, double between) {
    double total = 0;
    for (Effect segment : segments) {
      total += weight(segment, between);
    }
    return 1 / total;
  }

  private static double weight(Effect segment, double between) {
    return 1 / (segment.standardError() * segment.standardError() + between);
  }
}
