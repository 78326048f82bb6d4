package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.MetricLibrary;
import dev.rimlight.control.document.Trial;
import dev.rimlight.control.results.Results.Decision.Code;
import dev.rimlight.control.results.Results.HealthCheck;
import dev.rimlight.control.results.Results.HealthCheck.State;
import dev.rimlight.control.results.Results.Judgement;
import dev.rimlight.control.results.Results.Verdict;
import dev.rimlight.events.warehouse.ExperimentMoments;
import dev.rimlight.events.warehouse.MomentsAsOf;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.VariantMoments;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import dev.rimlight.stats.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Each row of the decision table is reached by the smallest observation that makes it, and every
/// health check says in which state it is and why.
class JudgeTest {
  private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private String status = "running";
  private boolean killed;
  private long days = 8;
  private Loss loss = new Loss.Counted(10_000, 0, 0);
  private double splitP = 1;
  private long crossover;
  private List<MomentsAsOf> history = List.of();

  private static Trial trial(String status) {
    return Trial.read(
        Json.readObject(
            """
            {"key":"wording","flag":"cta","unit":"visitor","control":"plain","allocation":100000,
             "plannedUnits":10000,"status":"%s",
             "variants":[{"variant":"eager","weight":50000},{"variant":"plain","weight":50000}],
             "metrics":[
              {"key":"orders","name":"Orders","event":"order","kind":"proportion","direction":"increase","role":"goal"},
              {"key":"errors","name":"Errors","event":"error","kind":"proportion","direction":"decrease","role":"guardrail"}]}
            """
                .formatted(status)
                .getBytes(StandardCharsets.UTF_8)),
        MetricLibrary.ANY);
  }

  /// Conversions of 5,000 units in each arm.
  private Results judge(int plainOrders, int eagerOrders, int plainErrors, int eagerErrors) {
    return judge(arms(5_000, plainOrders, plainErrors), arms(5_000, eagerOrders, eagerErrors));
  }

  private Results judge(VariantMoments plain, VariantMoments eager) {
    return judge(
        new ExperimentMoments(new TreeMap<>(Map.of("plain", plain, "eager", eager)), crossover));
  }

  private static Samples samples(ExperimentMoments moments) {
    Map<String, Long> units = new HashMap<>();
    Map<String, Instant> last = new HashMap<>();
    Map<String, Map<String, Sample>> metrics = new HashMap<>();
    moments
        .variants()
        .forEach((variant, seen) -> {
          units.put(variant, seen.units());
          last.put(variant, seen.lastExposure());
          seen.metrics()
              .forEach((metric, each) ->
                  metrics
                      .computeIfAbsent(metric, _ -> new HashMap<>())
                      .put(
                          variant,
                          new Sample.OfUnits(
                              Kind.PROPORTION,
                              JointMoments.ofSums(
                                  each.units(),
                                  new double[] {each.sum()},
                                  new double[][] {{each.sum()}}),
                              each.nonZero())));
        });
    return new Samples(
        units, moments.crossoverUnits(), Map.of(), last, metrics, Map.of(), Map.of());
  }

  private Results judge(ExperimentMoments moments) {
    return Judge.judge(
        new Observed(
            trial(status),
            killed,
            status.equals("draft") ? OptionalLong.empty() : OptionalLong.of(START),
            OptionalLong.empty(),
            START + Duration.ofDays(days).toMillis(),
            samples(moments),
            history,
            List.of(),
            loss,
            splitP),
        0.05);
  }

  private VariantMoments arms(int units, int orders, int errors) {
    Instant last = Instant.ofEpochMilli(START).plus(Duration.ofDays(days)).minusSeconds(5);
    return new VariantMoments(
        units,
        Instant.ofEpochMilli(START),
        last,
        Map.of(
            "orders", Moments.ofProportion(units, orders),
            "errors", Moments.ofProportion(units, errors)));
  }

  private static HealthCheck check(Results results, String name) {
    return results.health().stream().filter(c -> c.check().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void clearWinner_isShipped() {
    Results results = judge(500, 700, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.SHIP);
    assertThat(results.decision().headline()).isEqualTo("Ship B");
    assertThat(results.decision().variant()).isEqualTo("eager");
    assertThat(results.decision().text())
        .matches(
            "B raises Orders by 40% \\(\\+\\d+% to \\+\\d+% at 95%, valid at every look\\)\\. A loss beyond its margin is not ruled out for every guardrail\\.");
    assertThat(results.decision().reasons()).containsExactly("goal_better", "guardrail_open");
    Results.Comparison orders = results.metrics().getFirst().comparisons().getFirst();
    assertThat(Objects.requireNonNull(orders.corrected()).method()).isEqualTo("holm");
    assertThat(Objects.requireNonNull(orders.chance()).better()).isGreaterThan(0.999);
    assertThat(orders.guardrail()).isNull();
    assertThat(results.metrics().get(1).comparisons().getFirst().guardrail())
        .isEqualTo("inconclusive");
  }

  @Test
  void clearWinner_beforeAWeek_keepsRunning() {
    days = 4;
    Results results = judge(500, 700, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.KEEP_RUNNING);
    assertThat(results.decision().headline()).isEqualTo("Keep running (3 more days)");
    assertThat(results.decision().text()).endsWith("B is ahead. 4 of 7 whole days have passed.");
  }

  @Test
  void clearLoser_isRolledBack() {
    Results results = judge(700, 500, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.ROLL_BACK);
    assertThat(results.decision().headline()).isEqualTo("Roll back to A");
    assertThat(results.decision().variant()).isEqualTo("plain");
    assertThat(results.decision().text()).startsWith("B lowers Orders by 29% (\u2212");
  }

  @Test
  void winnerThatBreaksAGuardrail_isYourCall() {
    Results results = judge(500, 700, 100, 250);
    assertThat(results.decision().code()).isEqualTo(Code.YOUR_CALL);
    assertThat(results.metrics().get(1).comparisons().getFirst().verdict())
        .isEqualTo(Verdict.WORSE);
  }

  @Test
  void nothingClear_keepsRunning() {
    Results results = judge(500, 505, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.KEEP_RUNNING);
    assertThat(results.decision().headline()).isEqualTo("Keep running");
    assertThat(results.decision().text()).startsWith("B shows no clear change of Orders: +1.0% (");
  }

  @Test
  void fewUnits_areCollecting() {
    Results results = judge(arms(50, 5, 1), arms(50, 9, 1));
    assertThat(results.decision().code()).isEqualTo(Code.COLLECTING);
    Judgement always = results.metrics().getFirst().comparisons().getFirst().always();
    assertThat(always.state()).isEqualTo(Judgement.State.COLLECTING);
    assertThat(always.p()).isNull();
    assertThat(always.absolute()).isNull();
    assertThat(always.significant()).isNull();
  }

  @Test
  void brokenSplit_isNotTrusted() {
    splitP = 0.0001;
    Results results = judge(500, 700, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.DO_NOT_TRUST);
    assertThat(check(results, "split").state()).isEqualTo(State.FAILED);
    assertThat(check(results, "split").detail())
        .isEqualTo(
            "5,000 / 5,000 visitors where 50% / 50% was planned: p = 1.000 at this look, p < 0.001 over all looks.");
  }

  @Test
  void oddSplit_warnsOnly() {
    Results results = judge(arms(5_200, 500, 100), arms(4_800, 500, 100));
    assertThat(check(results, "split").state()).isEqualTo(State.WARNING);
    assertThat(results.decision().code()).isEqualTo(Code.KEEP_RUNNING);
  }

  @Test
  void unknownVariantInTheEvents_failsTheSplit() {
    Results results =
        judge(
            new ExperimentMoments(
                new TreeMap<>(Map.of("plain", arms(500, 5, 1), "ghost", arms(5, 1, 1))), 0));
    assertThat(check(results, "split").detail())
        .isEqualTo("Visitors saw ghost, which the experiment does not have.");
    assertThat(results.decision().code()).isEqualTo(Code.DO_NOT_TRUST);
  }

  @Test
  void killedFlag_isKilledBeforeAnythingElse() {
    killed = true;
    splitP = 0.0001;
    assertThat(judge(500, 700, 100, 100).decision().code()).isEqualTo(Code.KILLED);
  }

  @Test
  void draft_saysHowToStart() {
    status = "draft";
    assertThat(judge(ExperimentMoments.NOTHING_SEEN).decision().code()).isEqualTo(Code.DRAFT);
  }

  @Test
  void stopped_keepsItsEffect() {
    status = "stopped";
    Results results = judge(500, 700, 100, 100);
    assertThat(results.decision().code()).isEqualTo(Code.STOPPED);
    assertThat(results.decision().text()).startsWith("B raises Orders by 40%");
  }

  @Test
  void crossover_isGradedByItsShare() {
    assertThat(check(judge(500, 500, 100, 100), "crossover").state()).isEqualTo(State.OK);
    crossover = 11;
    assertThat(check(judge(500, 500, 100, 100), "crossover").state()).isEqualTo(State.WARNING);
    crossover = 102;
    HealthCheck ruined = check(judge(500, 500, 100, 100), "crossover");
    assertThat(ruined.state()).isEqualTo(State.FAILED);
    assertThat(ruined.detail())
        .isEqualTo("102 visitors (1.0%) saw more than one variant and are left out.");
  }

  @Test
  void loss_isGradedByItsShare() {
    assertThat(check(judge(500, 500, 100, 100), "loss").detail())
        .isEqualTo("All of 10,000 events arrived.");
    loss = new Loss.Counted(9_900, 100, 0);
    assertThat(check(judge(500, 500, 100, 100), "loss").state()).isEqualTo(State.WARNING);
    loss = new Loss.Counted(9_000, 1_000, 0);
    assertThat(check(judge(500, 500, 100, 100), "loss").state()).isEqualTo(State.FAILED);
    loss = new Loss.Unknown("the ingest cannot be reached.");
    HealthCheck unknown = check(judge(500, 500, 100, 100), "loss");
    assertThat(unknown.state()).isEqualTo(State.WARNING);
    assertThat(unknown.detail())
        .isEqualTo("Cannot say whether events are missing: the ingest cannot be reached.");
  }

  @Test
  void sample_countsBothArmsOfAComparison() {
    HealthCheck reached = check(judge(500, 500, 100, 100), "sample");
    assertThat(reached.state()).isEqualTo(State.OK);
    assertThat(reached.detail())
        .isEqualTo("10,000 of 10,000 planned visitors per comparison (100%).");
    assertThat(check(judge(arms(100, 5, 1), arms(100, 5, 1)), "sample").state())
        .isEqualTo(State.COLLECTING);
  }

  @Test
  void exposure_saysWhenTheLastWas() {
    assertThat(check(judge(500, 500, 100, 100), "exposure").detail())
        .isEqualTo("The last visitor saw it less than a minute ago.");
    assertThat(check(judge(ExperimentMoments.NOTHING_SEEN), "exposure").state())
        .isEqualTo(State.COLLECTING);
  }

  private MomentsAsOf asOf(int day, int units, int plainOrders, int eagerOrders) {
    return new MomentsAsOf(
        Instant.ofEpochMilli(START).plus(Duration.ofDays(day)),
        Map.of(
            "plain", arms(units, plainOrders, 0).metrics(),
            "eager", arms(units, eagerOrders, 0).metrics()));
  }

  @Test
  void series_isOfGoalsAndEndsWithTheJudgement() {
    history = List.of(asOf(1, 50, 4, 9), asOf(2, 1_000, 100, 120), asOf(8, 5_000, 500, 700));
    Results results = judge(500, 700, 100, 100);
    assertThat(results.series())
        .extracting(Results.Series::metric, Results.Series::variant)
        .containsExactly(tuple("orders", "eager"));
    List<Results.Point> points = results.series().getFirst().points();
    assertThat(points)
        .extracting(Results.Point::at)
        .containsExactly(
            START + Duration.ofDays(2).toMillis(), START + Duration.ofDays(8).toMillis());
    assertThat(points.getFirst().estimate()).isCloseTo(0.2, within(1e-12));
    Results.Span now =
        Objects.requireNonNull(
            results.metrics().getFirst().comparisons().getFirst().always().relative());
    assertThat(points.getLast())
        .isEqualTo(new Results.Point(results.asOf(), now.estimate(), now.low(), now.high()));
  }

  @Test
  void controlComesFirst_asLetterA() {
    Results results = judge(500, 700, 100, 100);
    assertThat(results.variants())
        .extracting(Results.Variant::variant, Results.Variant::letter)
        .containsExactly(tuple("plain", "A"), tuple("eager", "B"));
  }

  @Test
  void intervals_nestAndRelativeIsAFraction() {
    Judgement always =
        judge(500, 700, 100, 100).metrics().getFirst().comparisons().getFirst().always();
    Results.Span absolute = Objects.requireNonNull(always.absolute());
    Results.Span relative = Objects.requireNonNull(always.relative());
    assertThat(absolute.estimate()).isCloseTo(0.04, within(1e-12));
    assertThat(relative.estimate()).isCloseTo(0.4, within(1e-12));
    assertThat(absolute.low()).isLessThan(absolute.innerLow());
    assertThat(absolute.high()).isGreaterThan(absolute.innerHigh());
    assertThat(always.method()).isEqualTo("confidence-sequence");
    assertThat(always.significant()).isTrue();
  }
}
