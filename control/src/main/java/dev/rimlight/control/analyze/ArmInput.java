package dev.rimlight.control.analyze;

import dev.rimlight.stats.Adjustment;
import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.Effect;
import dev.rimlight.stats.EffectResult;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.PairMoments;

/// The effects that two arms have, whatever kind of sums a case gives for them.
record ArmInput(EffectResult absolute, EffectResult relative, long units, double controlMean) {

  static ArmInput of(CaseInput input) {
    CaseInput control = input.object("control");
    CaseInput treatment = input.object("treatment");
    String kind = input.text("kind");
    long units = control.count("n") + treatment.count("n");
    return switch (kind) {
      case "proportion" -> of(proportion(control), proportion(treatment), units);
      case "mean" ->
          of(ArmMean.of(Kind.MEAN, mean(control)), ArmMean.of(Kind.MEAN, mean(treatment)), units);
      case "ratio" -> of(ratio(control), ratio(treatment), units);
      case "cuped" -> of(Adjustment.of(beforeAndAfter(control), beforeAndAfter(treatment)), units);
      default -> throw new Refused("input.kind == \"" + kind + "\", is not known");
    };
  }

  private static ArmInput of(ArmMean control, ArmMean treatment, long units) {
    return new ArmInput(
        Effect.absolute(control, treatment),
        Effect.relative(control, treatment),
        units,
        control.mean());
  }

  private static ArmInput of(Adjustment adjustment, long units) {
    return new ArmInput(
        adjustment.absolute(), adjustment.relative(), units, adjustment.control().first().mean());
  }

  private static ArmMean proportion(CaseInput arm) {
    return ArmMean.of(Kind.PROPORTION, Moments.ofProportion(arm.count("n"), arm.count("sum")));
  }

  static Moments mean(CaseInput arm) {
    return moments(arm, "sum", "sum_squares");
  }

  private static ArmMean ratio(CaseInput arm) {
    PairMoments pair =
        PairMoments.ofSums(
            moments(arm, "m_sum", "m_sum_squares"),
            moments(arm, "d_sum", "d_sum_squares"),
            arm.number("m_d_sum_of_products"));
    if (pair.second().mean() == 0) {
      throw new Refused(arm.path() + ".d_sum == 0, must not be 0");
    }
    return ArmMean.ofRatio(pair);
  }

  private static PairMoments beforeAndAfter(CaseInput arm) {
    return PairMoments.ofSums(
        moments(arm, "post_sum", "post_sum_squares"),
        moments(arm, "pre_sum", "pre_sum_squares"),
        arm.number("post_pre_sum_of_products"));
  }

  private static Moments moments(CaseInput arm, String sum, String sumOfSquares) {
    return Moments.ofSums(
        arm.count("n"), arm.number(sum), arm.number(sumOfSquares), Moments.NON_ZERO_UNKNOWN);
  }
}
