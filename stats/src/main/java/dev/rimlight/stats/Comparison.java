package dev.rimlight.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One treatment against control in one metric.
///
/// @param valid by the design's horizon: what may be acted upon at this look
/// @param fixed as if this were the one look that was planned
/// @param covariate what the units' own past explained, if it is known
/// @param corrected among all comparisons of its family; goals and secondaries only
/// @param chance that the treatment is better, and what is lost by a wrong choice; not safe under
///   peeking
/// @param exactP of both proportions, when counts are small
/// @param guardrail of a guardrail
/// @param detectable the relative effect that would be found now with a power of 80 %
public record Comparison(
    String arm,
    Result valid,
    Result fixed,
    Optional<Covariate> covariate,
    Optional<Corrected> corrected,
    Optional<Chance> chance,
    OptionalDouble exactP,
    Optional<Guardrail> guardrail,
    OptionalDouble detectable) {

  /// Small arms, and small cells: there the exact p is worth its time.
  private static final long SMALL_UNITS = 200;

  private static final long SMALL_CELL = 5;

  /// Outcomes that Boschloo's test may enumerate within a few milliseconds.
  private static final long MOST_OUTCOMES = 60_000;

  /// What is explained by values from before the experiment.
  ///
  /// @param varianceReduction 1 - adjusted / unadjusted variance of the difference
  /// @param imbalanceP that units of both arms were alike before
  public record Covariate(double varianceReduction, List<Double> theta, double imbalanceP) {
    /// Below, the arms were not alike to begin with.
    public static final double IMBALANCED_BELOW = 0.001;

    public Covariate {
      theta = List.copyOf(theta);
    }

    public boolean imbalanced() {
      return imbalanceP < IMBALANCED_BELOW;
    }
  }

  /// The comparison as one of many.
  ///
  /// @param p to be held against alpha
  /// @param alpha the level of the interval that agrees with it
  /// @param result at that level
  public record Corrected(Multiplicity method, double p, double alpha, Result result) {}

  static Comparison of(
      Design design,
      Design.Metric metric,
      String arm,
      @Nullable Sample control,
      @Nullable Sample treatment,
      List<Double> earlierFractions) {
    if (control == null || treatment == null || control.units() == 0 || treatment.units() == 0) {
      return without(arm, new Refusal(Reason.TOO_FEW_UNITS));
    }
    ContrastResult contrast = Contrast.between(control, treatment);
    double units = (double) control.units() + treatment.units();
    Result valid = valid(design, control, treatment, design.alpha(), earlierFractions);
    return new Comparison(
        arm,
        valid,
        FixedHorizon.compare(control, treatment, design.alpha()),
        covariate(control, treatment),
        Optional.empty(),
        Chance.of(metric, control, treatment, contrast),
        exactP(control, treatment),
        metric.role() == Design.Role.GUARDRAIL
            ? Optional.of(guardrail(design, metric, contrast, units, valid))
            : Optional.empty(),
        detectable(design, contrast, units));
  }

  private static Comparison without(String arm, Refusal refusal) {
    return new Comparison(
        arm,
        refusal,
        refusal,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /// What the horizon says at this look, after the earlier ones.
  static Result valid(
      Design design,
      Sample control,
      Sample treatment,
      double alpha,
      List<Double> earlierFractions) {
    return Looks.now(design.horizon(), new Looks.Look(control, treatment), alpha, earlierFractions);
  }

  Comparison with(Corrected found) {
    return new Comparison(
        arm, valid, fixed, covariate, Optional.of(found), chance, exactP, guardrail, detectable);
  }

  /// The p that may be looked at, if there is one.
  OptionalDouble p() {
    return valid instanceof Estimate estimate
        ? OptionalDouble.of(estimate.p())
        : OptionalDouble.empty();
  }

  private static Optional<Covariate> covariate(Sample control, Sample treatment) {
    if (control instanceof Sample.OfUnits(Kind kind, JointMoments first, _)
        && treatment instanceof Sample.OfUnits(_, JointMoments second, _)
        && first.values() > 1) {
      AdjustedResult adjusted =
          switch (kind) {
            case MEAN -> Cuped.means(first, second);
            case PROPORTION -> Cuped.proportions(first, second);
          };
      return covariate(adjusted, ArmMean.of(first, 1), ArmMean.of(second, 1));
    }
    if (control instanceof Sample.OfRatio(JointMoments first)
        && treatment instanceof Sample.OfRatio(JointMoments second)
        && first.values() == 4) {
      return covariate(
          Cuped.ratios(first, second), ArmMean.ofRatio(first, 2, 3), ArmMean.ofRatio(second, 2, 3));
    }
    return Optional.empty();
  }

  private static Optional<Covariate> covariate(
      AdjustedResult result, ArmResult control, ArmResult treatment) {
    return result instanceof Adjusted adjusted
        ? Optional.of(
            new Covariate(
                adjusted.varianceReduction(), adjusted.theta(), imbalance(control, treatment)))
        : Optional.empty();
  }

  /// Where nothing varied before, nothing was out of balance.
  private static double imbalance(ArmResult control, ArmResult treatment) {
    if (control instanceof ArmMean first && treatment instanceof ArmMean second) {
      double variance = first.variance() + second.variance();
      return variance > 0 ? Level.normalP((second.mean() - first.mean()) / Math.sqrt(variance)) : 1;
    }
    return 1;
  }

  private static OptionalDouble exactP(Sample control, Sample treatment) {
    if (control instanceof Sample.OfUnits(Kind kind, JointMoments first, _)
        && kind == Kind.PROPORTION
        && treatment instanceof Sample.OfUnits(_, JointMoments second, _)) {
      OneProportion before = proportion(first);
      OneProportion after = proportion(second);
      boolean small =
          before.units() + after.units() <= SMALL_UNITS
              || Math.min(cell(before), cell(after)) < SMALL_CELL;
      if (small && before.units() + after.units() <= ExactTest.LARGEST) {
        return OptionalDouble.of(exactP(before, after));
      }
    }
    return OptionalDouble.empty();
  }

  private static double exactP(OneProportion control, OneProportion treatment) {
    return ExactTest.outcomes(control, treatment) <= MOST_OUTCOMES
        ? ExactTest.boschloo(control, treatment, Alternative.TWO_SIDED)
        : ExactTest.fisher(control, treatment, Alternative.TWO_SIDED);
  }

  private static OneProportion proportion(JointMoments arm) {
    return new OneProportion(Math.round(arm.mean(0) * arm.units()), arm.units());
  }

  private static long cell(OneProportion arm) {
    return Math.min(arm.successes(), arm.units() - arm.successes());
  }

  /// With one side of a sequence while the horizon lets people look, once with one side of a test.
  private static Guardrail guardrail(
      Design design, Design.Metric metric, ContrastResult result, double units, Result valid) {
    if (!(result instanceof Contrast contrast) || valid instanceof Refusal) {
      return Guardrail.INCONCLUSIVE;
    }
    return switch (design.horizon()) {
      case Horizon.Fixed() ->
          Guardrail.of(contrast, metric.margin(), metric.direction(), design.alpha());
      case Horizon.Anytime(double tuning) -> guardrail(design, metric, contrast, units, tuning);
      case Horizon.Planned(double planned) -> guardrail(design, metric, contrast, units, planned);
      case Horizon.Hybrid(_, double tuning) -> guardrail(design, metric, contrast, units, tuning);
    };
  }

  private static Guardrail guardrail(
      Design design, Design.Metric metric, Contrast contrast, double units, double tuning) {
    double radius =
        SequenceMixture.oneSided(design.alpha(), tuning).oneSidedRadius(units, design.alpha());
    return Guardrail.of(contrast.fieller().relative(radius), metric.margin(), metric.direction());
  }

  private static OptionalDouble detectable(Design design, ContrastResult result, double units) {
    if (!(result instanceof Contrast contrast)) {
      return OptionalDouble.empty();
    }
    double critical =
        switch (design.horizon()) {
          case Horizon.Anytime(double tuning) ->
              SequenceMixture.twoSided(design.alpha(), tuning).radius(units, design.alpha());
          case Horizon.Hybrid(_, double tuning) -> {
            double running = Hybrid.RUNNING_SHARE * design.alpha();
            yield SequenceMixture.twoSided(running, tuning).radius(units, running);
          }
          case Horizon.Planned _, Horizon.Fixed _ -> new Level(design.alpha()).normalCritical();
        };
    double quantiles = critical + new Level(2 * (1 - Design.POWER)).normalCritical();
    double deviation = Math.sqrt(contrast.differenceVariance());
    return OptionalDouble.of(quantiles * deviation / Math.abs(contrast.controlMean()));
  }
}
