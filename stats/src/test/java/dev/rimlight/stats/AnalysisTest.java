package dev.rimlight.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rimlight.stats.Recommendation.Because;
import dev.rimlight.stats.Recommendation.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One experiment as a whole: its parts say what the methods say alone, and the recommendation
/// follows from them.
class AnalysisTest {
  private static final Horizon ANY = Horizon.Anytime.DEFAULT;

  private static Design.Metric metric(String key, Design.Role role) {
    return new Design.Metric(
        key, role, Direction.INCREASE, Guardrail.DEFAULT_MARGIN, EffectPrior.Normal.DEFAULT);
  }

  private static Design design(Horizon horizon, Design.Metric... metrics) {
    return new Design(
        List.of(new Design.Arm("a", 0.5), new Design.Arm("b", 0.5)),
        List.of(metrics),
        horizon,
        0.05);
  }

  private static Sample proportion(long units, long successes) {
    return new Sample.OfUnits(
        Kind.PROPORTION,
        JointMoments.ofSums(units, new double[] {successes}, new double[][] {{successes}}),
        successes);
  }

  private static Observation seen(Map<String, Map<String, Sample>> samples, double days) {
    Map<String, Long> units = new HashMap<>();
    samples.values().forEach(arms -> arms.forEach((arm, sample) -> units.put(arm, sample.units())));
    return Observation.of(units, samples, days);
  }

  private static Comparison only(Analysis analysis) {
    return analysis.metrics().getFirst().comparisons().getFirst();
  }

  @Test
  void onlyComparison_saysWhatEachMethodSaysAlone() {
    Sample control = proportion(5_000, 500);
    Sample treatment = proportion(5_000, 600);
    Analysis analysis =
        Analysis.of(
            design(ANY, metric("orders", Design.Role.GOAL)),
            seen(Map.of("orders", Map.of("a", control, "b", treatment)), 8));
    Comparison comparison = only(analysis);
    Moments before = Moments.ofProportion(5_000, 500);
    Moments after = Moments.ofProportion(5_000, 600);
    assertThat(comparison.valid())
        .isEqualTo(ConfidenceSequence.compare(Kind.PROPORTION, before, after, 0.05, 5_000));
    assertThat(comparison.fixed())
        .isEqualTo(FixedHorizon.compare(Kind.PROPORTION, before, after, 0.05));
    assertThat(comparison.corrected().orElseThrow().result()).isEqualTo(comparison.valid());
    assertThat(comparison.guardrail()).isEmpty();
    assertThat(comparison.exactP()).isEmpty();
    double error = Math.sqrt(0.1 * 0.9 / 5_000 + 0.12 * 0.88 / 5_000);
    EffectPosterior posterior =
        EffectPosterior.of(new Effect(0.02, error), new EffectPrior.Normal(0, 0.09 * 0.01));
    assertThat(comparison.chance().orElseThrow().toWin())
        .isCloseTo(posterior.chanceToWin(Direction.INCREASE), within(1e-9));
    assertThat(analysis.recommendation())
        .isEqualTo(new Recommendation(Code.SHIP, Optional.of("b"), List.of(Because.GOAL_BETTER)));
  }

  @Test
  void rareEvents_haveExactChanceAndExactP() {
    Comparison comparison =
        only(
            Analysis.of(
                design(ANY, metric("orders", Design.Role.GOAL)),
                seen(
                    Map.of("orders", Map.of("a", proportion(100, 1), "b", proportion(100, 5))),
                    8)));
    assertThat(comparison.valid()).isEqualTo(new Refusal(Reason.COLLECTING));
    BetaComparison exact =
        BetaComparison.of(new BetaPosterior(1.5, 99.5), new BetaPosterior(5.5, 95.5));
    assertThat(comparison.chance().orElseThrow())
        .isEqualTo(
            new Chance(
                exact.treatmentBetter(), exact.lossOfTreatment(), exact.lossOfControl(), true));
    assertThat(comparison.exactP().orElseThrow())
        .isEqualTo(
            ExactTest.boschloo(
                new OneProportion(1, 100), new OneProportion(5, 100), Alternative.TWO_SIDED));
  }

  @Test
  void pastOfTheUnits_isTakenOut_andItsImbalanceSaid() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] control = new double[400][];
    double[][] treatment = new double[400][];
    for (int unit = 0; unit < 400; unit++) {
      double before = 10 + random.nextGaussian();
      control[unit] = new double[] {before + 0.5 * random.nextGaussian(), before};
      double other = 11 + random.nextGaussian();
      treatment[unit] = new double[] {other + 0.5 * random.nextGaussian(), other};
    }
    Sample first = new Sample.OfUnits(Kind.MEAN, JointMoments.of(2, control), 400);
    Sample second = new Sample.OfUnits(Kind.MEAN, JointMoments.of(2, treatment), 400);
    Comparison comparison =
        only(
            Analysis.of(
                design(new Horizon.Fixed(), metric("value", Design.Role.GOAL)),
                seen(Map.of("value", Map.of("a", first, "b", second)), 8)));
    Adjusted adjusted =
        (Adjusted) Cuped.means(JointMoments.of(2, control), JointMoments.of(2, treatment));
    assertThat(comparison.fixed()).isEqualTo(adjusted.contrast().estimate(0.05));
    Comparison.Covariate covariate = comparison.covariate().orElseThrow();
    assertThat(covariate.varianceReduction()).isBetween(0.7, 0.9);
    assertThat(covariate.theta()).isEqualTo(adjusted.theta());
    assertThat(covariate.imbalanced()).isTrue();
  }

  @Test
  void secondGoal_isCorrectedByHolm_andDecidesWithItsWiderInterval() {
    Sample control = proportion(2_000, 200);
    Sample treatment = proportion(2_000, 262);
    Map<String, Sample> arms = Map.of("a", control, "b", treatment);
    Design one = design(ANY, metric("orders", Design.Role.GOAL));
    Design two = design(ANY, metric("orders", Design.Role.GOAL), metric("carts", Design.Role.GOAL));
    Map<String, Sample> still = Map.of("a", control, "b", proportion(2_000, 201));
    Analysis alone = Analysis.of(one, seen(Map.of("orders", arms), 8));
    Analysis both = Analysis.of(two, seen(Map.of("orders", arms, "carts", still), 8));
    double p = ((Estimate) only(alone).valid()).p();
    assertThat(p).isBetween(0.025, 0.05);
    Comparison.Corrected corrected = only(both).corrected().orElseThrow();
    assertThat(corrected.p()).isCloseTo(2 * p, within(1e-15));
    assertThat(corrected.alpha()).isEqualTo(0.025);
    assertThat(((Estimate) corrected.result()).significant()).isFalse();
    assertThat(alone.recommendation().code()).isEqualTo(Code.SHIP);
    assertThat(both.recommendation().code()).isEqualTo(Code.KEEP_RUNNING);
  }

  @Test
  void decisions_followTheTable() {
    Sample low = proportion(5_000, 500);
    Sample high = proportion(5_000, 700);
    Design.Metric goal = metric("goal", Design.Role.GOAL);
    Design.Metric guardrail = metric("guardrail", Design.Role.GUARDRAIL);
    Design design = design(ANY, goal, guardrail);
    Map<String, Sample> up = Map.of("a", low, "b", high);
    Map<String, Sample> down = Map.of("a", high, "b", low);
    Map<String, Sample> same = Map.of("a", low, "b", low);
    assertThat(decided(design, up, same, 8)).isEqualTo("SHIP b [GOAL_BETTER, GUARDRAIL_OPEN]");
    assertThat(decided(design, up, up, 8)).isEqualTo("SHIP b [GOAL_BETTER]");
    assertThat(decided(design, up, up, 6.9)).isEqualTo("KEEP_RUNNING b [GOAL_BETTER, TOO_EARLY]");
    assertThat(decided(design, up, down, 8))
        .isEqualTo("YOUR_CALL b [GOAL_BETTER, GUARDRAIL_WORSE]");
    assertThat(decided(design, same, down, 8)).isEqualTo("YOUR_CALL b [GUARDRAIL_WORSE]");
    assertThat(decided(design, down, same, 8)).isEqualTo("ROLL_BACK a [GOAL_WORSE]");
    assertThat(decided(design, down, same, 1)).isEqualTo("KEEP_RUNNING - [GOAL_WORSE, TOO_EARLY]");
    assertThat(decided(design, same, same, 8)).isEqualTo("KEEP_RUNNING - [NOTHING_PROVEN]");
    Design planned = design(new Horizon.Planned(10_000), goal, guardrail);
    assertThat(decided(planned, same, same, 8))
        .isEqualTo("YOUR_CALL - [PLAN_REACHED, NOTHING_PROVEN]");
  }

  private static String decided(
      Design design, Map<String, Sample> goal, Map<String, Sample> guardrail, double days) {
    Recommendation said =
        Analysis.of(design, seen(Map.of("goal", goal, "guardrail", guardrail), days))
            .recommendation();
    return said.code() + " " + said.arm().orElse("-") + " " + said.reasons();
  }

  @Test
  void brokenSplit_isNotToBeTrusted() {
    Map<String, Sample> arms = Map.of("a", proportion(5_000, 500), "b", proportion(4_000, 700));
    Analysis analysis =
        Analysis.of(
            design(ANY, metric("orders", Design.Role.GOAL)), seen(Map.of("orders", arms), 8));
    assertThat(analysis.health().getFirst().state()).isEqualTo(HealthFinding.State.FAILED);
    assertThat(analysis.recommendation())
        .isEqualTo(
            new Recommendation(Code.DO_NOT_TRUST, Optional.empty(), List.of(Because.SPLIT_FAILED)));
  }

  @Test
  void lossAndCrossover_beyondAPercent_areNotToBeTrusted() {
    Map<String, Sample> arms = Map.of("a", proportion(5_000, 500), "b", proportion(5_000, 700));
    Observation broken =
        new Observation(
            Map.of("a", 5_000L, "b", 5_000L),
            Map.of("orders", arms),
            Map.of(),
            200,
            OptionalDouble.of(0.02),
            8,
            1,
            List.of());
    assertThat(
            Analysis.of(design(ANY, metric("orders", Design.Role.GOAL)), broken)
                .recommendation()
                .reasons())
        .containsExactly(Because.TOO_MANY_CROSSED_OVER, Because.TOO_MANY_EVENTS_LOST);
  }

  /// Both parts fall while the whole rises: most of treatment is in the part that is high.
  @Test
  void reversal_withinEveryPart_isSaid() {
    Map<String, Observation.Part> parts =
        Map.of(
            "DE", part(proportion(4_000, 400), proportion(1_000, 80)),
            "US", part(proportion(1_000, 500), proportion(4_000, 1_900)));
    Observation seen =
        new Observation(
            Map.of("a", 5_000L, "b", 5_000L),
            Map.of("orders", Map.of("a", proportion(5_000, 900), "b", proportion(5_000, 1_980))),
            Map.of("country", parts),
            0,
            OptionalDouble.of(0),
            8,
            1,
            List.of());
    Analysis analysis = Analysis.of(design(ANY, metric("orders", Design.Role.GOAL)), seen);
    Segments segments = analysis.segments().getFirst();
    assertThat(segments.unequal().orElseThrow().reversed()).isTrue();
    assertThat(segments.parts()).extracting(Segments.Segment::value).containsExactly("DE", "US");
    Effect[] effects = {
      new Effect(-0.02, Math.sqrt(0.1 * 0.9 / 4_000 + 0.08 * 0.92 / 1_000)),
      new Effect(-0.025, Math.sqrt(0.5 * 0.5 / 1_000 + 0.475 * 0.525 / 4_000))
    };
    assertThat(segments.unequal().orElseThrow().q())
        .isCloseTo(SegmentHeterogeneity.of(effects).q(), within(1e-9));
    assertThat(analysis.health())
        .filteredOn(finding -> finding.check() == HealthFinding.Check.SPLIT_OF_PART)
        .extracting(HealthFinding::state)
        .containsOnly(HealthFinding.State.WARNING);
  }

  private static Observation.Part part(Sample control, Sample treatment) {
    return new Observation.Part(
        Map.of("a", control.units(), "b", treatment.units()),
        Map.of("orders", Map.of("a", control, "b", treatment)));
  }

  @Test
  void armTwice_isRefused() {
    assertThatThrownBy(() ->
            new Design(
                List.of(new Design.Arm("a", 1), new Design.Arm("a", 1)), List.of(), ANY, 0.05))
        .hasMessage("arm == \"a\", must be named once");
  }
}
