package dev.rimlight.stats;

/// The effect on a mean after the part that the units' values before the experiment explain is
/// taken out (CUPED: Deng, Xu, Kohavi and Walker, WSDM 2013). First value of a pair: the metric;
/// second: the value before.
///
/// theta is pooled over the units of both arms as one sample. When it does not exist, because the
/// earlier values or the metric do not vary, it is 0 and the effect is the unadjusted one.
public record Adjustment(PairMoments control, PairMoments treatment, double theta) {

  public static Adjustment of(PairMoments control, PairMoments treatment) {
    PairMoments pooled = control.plus(treatment);
    double theta = pooled.comoment() / pooled.second().m2();
    boolean varies = pooled.second().m2() > 0 && pooled.first().m2() > 0;
    return new Adjustment(control, treatment, varies ? theta : 0);
  }

  public EffectResult absolute() {
    return Effect.absolute(adjusted(control), shifted());
  }

  /// In units of |mean of the unadjusted control|, by the delta method, for which the adjusted
  /// difference and that mean are not independent.
  public EffectResult relative() {
    EffectResult absolute = absolute();
    return absolute instanceof Effect effect ? relative(effect) : absolute;
  }

  private EffectResult relative(Effect absolute) {
    double base = control.first().mean();
    double k = -treatment.first().mean() / base;
    double controlUnit =
        k * k * control.first().variance()
            + 2 * theta * k * control.covariance()
            + theta * theta * control.second().variance();
    double variance = adjusted(treatment).variance() + controlUnit / control.first().units();
    return Effect.of(absolute.estimate() / Math.abs(base), variance / (base * base));
  }

  /// The mean stays the arm's own; the difference moves to the treatment in [#shifted].
  private ArmMean adjusted(PairMoments arm) {
    double variance =
        arm.first().variance()
            - 2 * theta * arm.covariance()
            + theta * theta * arm.second().variance();
    return new ArmMean(arm.first().units(), arm.first().mean(), Math.max(0, variance));
  }

  private ArmMean shifted() {
    ArmMean own = adjusted(treatment);
    double drift = treatment.second().mean() - control.second().mean();
    return new ArmMean(own.units(), own.mean() - theta * drift, own.unitVariance());
  }
}
