package dev.rimlight.control.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rimlight.stats.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The verdict on one experiment as of one moment: the schema Results of spec/openapi.yaml, field
/// by field.
public record Results(
    String experiment,
    String flag,
    String control,
    String status,
    boolean killed,
    long asOf,
    @Nullable Long startedAt,
    @Nullable Long frozenAt,
    long exposedUnits,
    long crossoverUnits,
    @Nullable Long plannedUnits,
    Decision decision,
    List<HealthCheck> health,
    List<Variant> variants,
    List<MetricResult> metrics,
    List<Series> series,
    List<VitalResult> vitals) {

  /// The same as the last word on a run.
  Results frozenAt(long at) {
    return new Results(
        experiment,
        flag,
        control,
        status,
        killed,
        asOf,
        startedAt,
        at,
        exposedUnits,
        crossoverUnits,
        plannedUnits,
        decision,
        health,
        variants,
        metrics,
        series,
        vitals);
  }

  /// What to do. The code is for programs, headline and text are for people.
  ///
  /// @param reasons codes of the reasons, as the table of recommendations has them
  public record Decision(
      Code code, String headline, String text, @Nullable String variant, List<String> reasons) {
    /// All that can be recommended.
    public enum Code {
      @JsonProperty("draft")
      DRAFT,
      @JsonProperty("collecting")
      COLLECTING,
      @JsonProperty("keep_running")
      KEEP_RUNNING,
      @JsonProperty("ship")
      SHIP,
      @JsonProperty("roll_back")
      ROLL_BACK,
      @JsonProperty("your_call")
      YOUR_CALL,
      @JsonProperty("do_not_trust")
      DO_NOT_TRUST,
      @JsonProperty("killed")
      KILLED,
      @JsonProperty("stopped")
      STOPPED
    }
  }

  /// One reason to believe or not to believe what follows.
  public record HealthCheck(
      String check, HealthCheck.State state, String title, String detail, @Nullable Double p) {
    /// How a check went.
    public enum State {
      @JsonProperty("ok")
      OK,
      @JsonProperty("warning")
      WARNING,
      @JsonProperty("failed")
      FAILED,
      @JsonProperty("collecting")
      COLLECTING
    }
  }

  /// One arm of the experiment.
  ///
  /// @param letter A for control, then B, C ...
  public record Variant(String variant, String letter, int weight, long units) {}

  /// One metric in all arms.
  public record MetricResult(
      String metric,
      String name,
      String definition,
      String role,
      String kind,
      String direction,
      @Nullable String unit,
      List<Arm> arms,
      List<Comparison> comparisons) {}

  /// One metric in one arm.
  ///
  /// @param mean absent without units
  public record Arm(String variant, long units, @Nullable Double mean, @Nullable Double total) {}

  /// One variant against control, judged in several ways; only `always` may be acted upon at any
  /// time.
  ///
  /// @param corrected the always-valid judgement as one of many; of goals and secondaries
  /// @param detectable the relative change that would be found now with a power of 80%
  public record Comparison(
      String variant,
      Verdict verdict,
      Judgement always,
      Judgement fixed,
      @Nullable Corrected corrected,
      @Nullable Likelihood chance,
      @Nullable Past covariate,
      @Nullable Double exactP,
      @Nullable String guardrail,
      @Nullable Double detectable) {}

  /// A judgement among others.
  ///
  /// @param method holm or benjamini-hochberg
  /// @param p to be held against alpha
  /// @param alpha level of the intervals that agree with it
  public record Corrected(
      String method,
      double p,
      double alpha,
      @Nullable Boolean significant,
      @Nullable Span absolute,
      @Nullable Span relative) {}

  /// What a Bayesian would say; not safe under peeking.
  ///
  /// @param better that the variant is
  /// @param lossIfShipped what is lost on average by taking it, in the metric's unit
  /// @param lossIfKept what is lost on average by staying with control
  public record Likelihood(double better, double lossIfShipped, double lossIfKept, boolean exact) {}

  /// What the time before a visitor's first exposure explained.
  ///
  /// @param imbalanced the variants' visitors were not alike before
  public record Past(double varianceReduction, double imbalanceP, boolean imbalanced) {}

  /// What the always-valid judgement says, in the metric's direction.
  public enum Verdict {
    @JsonProperty("better")
    BETTER,
    @JsonProperty("worse")
    WORSE,
    @JsonProperty("unclear")
    UNCLEAR,
    @JsonProperty("collecting")
    COLLECTING;

    static Verdict of(Judgement always, Direction direction) {
      if (always.state() != Judgement.State.READY || always.absolute() == null) {
        return COLLECTING;
      }
      if (!Boolean.TRUE.equals(always.significant())) {
        return UNCLEAR;
      }
      boolean up = always.absolute().estimate() > 0;
      return up == (direction == Direction.INCREASE) ? BETTER : WORSE;
    }
  }

  /// One method's answer; any state but ready carries no number.
  public record Judgement(
      Judgement.State state,
      @Nullable String reason,
      String method,
      @Nullable Double alpha,
      @Nullable Double p,
      @Nullable Boolean significant,
      @Nullable Span absolute,
      @Nullable Span relative) {
    /// Whether there is an answer, or why not.
    public enum State {
      @JsonProperty("ready")
      READY,
      @JsonProperty("collecting")
      COLLECTING,
      @JsonProperty("no_variance")
      NO_VARIANCE,
      @JsonProperty("too_few_units")
      TOO_FEW_UNITS,
      @JsonProperty("not_computable")
      NOT_COMPUTABLE
    }
  }

  /// An estimate with its interval and the same interval at level 66%; an absent end is unbounded.
  public record Span(
      double estimate,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double innerLow,
      @Nullable Double innerHigh) {}

  /// How one variant's relative change of a goal became what it is, as the always-valid judgement
  /// would have said it; moments at which it had no answer are absent.
  public record Series(String metric, String variant, List<Point> points) {}

  /// The relative change at one moment; an absent end is unbounded.
  public record Point(long at, double estimate, @Nullable Double low, @Nullable Double high) {}

  /// One web vital under one variant.
  public record VitalResult(
      String name, String variant, long count, double p50, double p75, double p95) {}
}
