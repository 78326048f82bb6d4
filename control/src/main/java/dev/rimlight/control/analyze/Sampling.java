package dev.rimlight.control.analyze;

import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Quantile;
import dev.rimlight.stats.Sample;

/// How the sums of one arm become the sample of a metric.
enum Sampling {
  PROPORTION,
  MEAN,
  RATIO,
  QUANTILE;

  static Sampling of(CaseInput metric) {
    return metric.oneOf("kind", values());
  }

  Sample read(CaseInput arm) {
    try {
      return switch (this) {
        case PROPORTION -> proportion(arm);
        case MEAN -> mean(arm);
        case RATIO -> ratio(arm);
        case QUANTILE -> quantile(arm);
      };
    } catch (IllegalArgumentException e) {
      throw new Refused(arm.path() + ": " + e.getMessage());
    }
  }

  private static Sample proportion(CaseInput arm) {
    arm.requireOnly(
        "n", "sum_x", "ssq_x", "sum_pre", "ssq_pre", "sp_pre_x", "means", "covariances");
    long n = arm.count("n");
    if (arm.has("means")) {
      return new Sample.OfUnits(Kind.PROPORTION, covariances(arm, n), Moments.NON_ZERO_UNKNOWN);
    }
    double successes = arm.number("sum_x");
    if (!(successes >= 0 && successes <= n)) {
      throw new Refused("%s.sum_x == %s, must be in 0..%d".formatted(arm.path(), successes, n));
    }
    return new Sample.OfUnits(
        Kind.PROPORTION, sums(arm, n, successes, successes), Math.round(successes));
  }

  private static Sample mean(CaseInput arm) {
    arm.requireOnly(
        "n",
        "sum_x",
        "ssq_x",
        "non_zero",
        "sum_pre",
        "ssq_pre",
        "sp_pre_x",
        "means",
        "covariances");
    long n = arm.count("n");
    long nonZero = arm.has("non_zero") ? arm.count("non_zero") : Moments.NON_ZERO_UNKNOWN;
    JointMoments values =
        arm.has("means")
            ? covariances(arm, n)
            : sums(arm, n, arm.number("sum_x"), arm.number("ssq_x"));
    return new Sample.OfUnits(Kind.MEAN, values, nonZero);
  }

  private static JointMoments sums(CaseInput arm, long n, double sum, double squares) {
    return arm.has("sum_pre")
        ? JointMoments.ofSums(
            n,
            new double[] {sum, arm.number("sum_pre")},
            new double[][] {{squares}, {arm.number("sp_pre_x"), arm.number("ssq_pre")}})
        : JointMoments.ofSums(n, new double[] {sum}, new double[][] {{squares}});
  }

  /// Means and sample covariances: the metric, then any number of covariates.
  private static JointMoments covariances(CaseInput arm, long n) {
    double[] means = arm.numbers("means");
    double[][] covariances =
        arm.elements("covariances", row -> row.elements(CaseInput::number)).stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    if (covariances.length != means.length) {
      throw new Refused(
          "%s.covariances has %d rows, must have %d"
              .formatted(arm.path(), covariances.length, means.length));
    }
    for (int row = 0; row < covariances.length; row++) {
      if (covariances[row].length != means.length) {
        throw new Refused(
            "%s.covariances[%d] has %d numbers, must have %d"
                .formatted(arm.path(), row, covariances[row].length, means.length));
      }
    }
    return JointMoments.ofCovariances(n, means, covariances);
  }

  private static Sample ratio(CaseInput arm) {
    arm.requireOnly("n", "sum_m", "ssq_m", "sum_d", "ssq_d", "sp_d_m", "means", "covariances");
    long n = arm.count("n");
    return new Sample.OfRatio(arm.has("means") ? covariances(arm, n) : pair(arm, n));
  }

  private static JointMoments pair(CaseInput arm, long n) {
    return JointMoments.ofSums(
        n,
        new double[] {arm.number("sum_m"), arm.number("sum_d")},
        new double[][] {{arm.number("ssq_m")}, {arm.number("sp_d_m"), arm.number("ssq_d")}});
  }

  /// Of the clusters m counts the events at or below the quantile, d all of them.
  private static Sample quantile(CaseInput arm) {
    arm.requireOnly("level", "events", "value", "low", "high", "clusters");
    CaseInput clusters = arm.object("clusters");
    clusters.requireOnly("n", "sum_m", "ssq_m", "sum_d", "ssq_d", "sp_d_m");
    long events = arm.count("events");
    return new Sample.OfQuantile(
        new Quantile(
            arm.number("level"),
            events,
            events,
            arm.number("value"),
            arm.number("low"),
            arm.number("high")),
        pair(clusters, clusters.count("n")));
  }
}
