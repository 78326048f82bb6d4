package dev.rimlight.control.results;

import dev.rimlight.control.document.Trial;
import dev.rimlight.control.results.Results.HealthCheck;
import dev.rimlight.control.results.Results.HealthCheck.State;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Share;
import dev.rimlight.stats.ConfidenceSequence;
import dev.rimlight.stats.HealthFinding;
import dev.rimlight.stats.RatioCheck;
import dev.rimlight.stats.Reason;
import dev.rimlight.stats.Refusal;
import dev.rimlight.stats.SampleRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Whether an experiment may be believed, before what it says.
final class Health {
  /// A running experiment that nobody saw for so long is a concern.
  static final Duration SILENCE = Duration.ofHours(1);

  private final Observed observed;

  Health(Observed observed) {
    this.observed = observed;
  }

  List<HealthCheck> all() {
    return List.of(split(), crossover(), loss(), exposure(), sample());
  }

  /// The sequential p of this look, for whoever keeps the smallest.
  static OptionalDouble splitP(List<Share> arms, long[] units) {
    return SampleRatio.sequential(units, weights(arms)) instanceof RatioCheck check
        ? OptionalDouble.of(check.p())
        : OptionalDouble.empty();
  }

  private static double[] weights(List<Share> arms) {
    return arms.stream().mapToDouble(Share::weight).toArray();
  }

  private HealthCheck split() {
    List<Share> arms = observed.arms();
    long[] units = arms.stream().mapToLong(arm -> observed.units(arm.variant())).toArray();
    TreeSet<String> strangers = new TreeSet<>(observed.seen().units().keySet());
    arms.forEach(arm -> strangers.remove(arm.variant()));
    if (!strangers.isEmpty()) {
      return check(
          "split",
          State.FAILED,
          "Split",
          "Visitors saw " + String.join(", ", strangers) + ", which the experiment does not have.");
    }
    return switch (SampleRatio.chiSquared(units, weights(arms))) {
      case Refusal(Reason reason) -> unsplit(reason);
      case RatioCheck chiSquared -> split(arms, units, chiSquared);
    };
  }

  private HealthCheck unsplit(Reason reason) {
    return switch (reason) {
      case UNITS_IN_ZERO_WEIGHT_ARM ->
          check("split", State.FAILED, "Split", "A variant of weight 0 has visitors.");
      case TOO_FEW_ARMS ->
          check(
              "split",
              State.WARNING,
              "Split",
              "Only one variant has a weight: nothing is compared.");
      case TOO_FEW_UNITS,
          NO_VARIANCE,
          CONTROL_MEAN_ZERO,
          COLLECTING,
          NO_DENOMINATOR,
          QUANTILE_OUT_OF_REACH,
          COLLINEAR,
          POWER_OUT_OF_REACH ->
          check("split", State.COLLECTING, "Split", "No visitor has been counted yet.");
    };
  }

  private HealthCheck split(List<Share> arms, long[] units, RatioCheck chiSquared) {
    double sequential = observed.smallestSplitP();
    boolean failed = sequential < SampleRatio.FAILED_BELOW;
    boolean suspicious = chiSquared.p() < SampleRatio.SUSPICIOUS_BELOW;
    StringBuilder counts = new StringBuilder();
    StringBuilder planned = new StringBuilder();
    for (int i = 0; i < units.length; i++) {
      String between = i == 0 ? "" : " / ";
      counts.append(between).append(Words.count(units[i]));
      planned.append(between).append(Words.percent((double) arms.get(i).weight() / Limits.WHOLE));
    }
    String detail =
        "%s visitors where %s was planned: %s at this look, %s over all looks."
            .formatted(counts, planned, Words.p(chiSquared.p()), Words.p(sequential));
    State state = failed ? State.FAILED : suspicious ? State.WARNING : State.OK;
    return new HealthCheck(
        "split",
        state,
        switch (state) {
          case FAILED -> "The split is not as planned";
          case WARNING -> "The split looks odd";
          case OK, COLLECTING -> "Split as planned";
        },
        detail,
        sequential);
  }

  private HealthCheck crossover() {
    long crossed = observed.seen().crossoverUnits();
    long all = observed.exposedUnits() + crossed;
    if (all == 0) {
      return check(
          "crossover",
          State.COLLECTING,
          "One variant per visitor",
          "No visitor has been counted yet.");
    }
    double share = (double) crossed / all;
    return check(
        "crossover",
        grade(share),
        "One variant per visitor",
        crossed == 0
            ? "No visitor saw more than one variant."
            : "%s (%s) saw more than one variant and %s left out."
                .formatted(
                    Words.count(crossed, "visitor"),
                    Words.percent(share),
                    crossed == 1 ? "is" : "are"));
  }

  private HealthCheck loss() {
    return switch (observed.loss()) {
      case Loss.Unknown(String why) ->
          check(
              "loss",
              State.WARNING,
              "Missing events",
              "Cannot say whether events are missing: " + why);
      case Loss.Counted(long received, long lost, _) -> {
        if (received == 0) {
          yield check("loss", State.COLLECTING, "Missing events", "No event has arrived yet.");
        }
        double share = (double) lost / (received + lost);
        yield check(
            "loss",
            grade(share),
            "Missing events",
            lost == 0
                ? "All of %s arrived.".formatted(Words.count(received, "event"))
                : "%s of %s (%s) did not arrive, or not yet."
                    .formatted(
                        Words.count(lost),
                        Words.count(received + lost, "event"),
                        Words.percent(share)));
      }
    };
  }

  /// As the statistics grade it for their recommendation.
  private static State grade(double share) {
    return switch (HealthFinding.grade(share)) {
      case OK -> State.OK;
      case WARNING -> State.WARNING;
      case FAILED -> State.FAILED;
      case UNKNOWN -> State.COLLECTING;
    };
  }

  private HealthCheck exposure() {
    Optional<Instant> last =
        observed.seen().lastExposure().values().stream().max(Comparator.naturalOrder());
    if (last.isEmpty()) {
      return check(
          "exposure", State.COLLECTING, "Exposures", "Nobody has seen the experiment yet.");
    }
    Duration ago = Duration.between(last.get(), Instant.ofEpochMilli(observed.at()));
    boolean running = observed.trial().status() == Trial.Status.RUNNING && !observed.killed();
    boolean silent = running && ago.compareTo(SILENCE) > 0;
    return check(
        "exposure",
        silent ? State.WARNING : State.OK,
        "Exposures",
        "The last visitor saw it " + ago(ago) + ".");
  }

  private static String ago(Duration ago) {
    if (ago.toSeconds() < 60) {
      return "less than a minute ago";
    }
    if (ago.toMinutes() < 120) {
      return Words.count(ago.toMinutes(), "minute") + " ago";
    }
    return ago.toHours() < 48
        ? Words.count(ago.toHours(), "hour") + " ago"
        : Words.count(ago.toDays(), "day") + " ago";
  }

  private HealthCheck sample() {
    OptionalLong planned = observed.trial().plannedUnits();
    if (planned.isEmpty()) {
      return check(
          "sample",
          State.OK,
          "Sample size",
          "No size was planned; the interval is tightest near %s visitors per comparison."
              .formatted(Words.count((long) ConfidenceSequence.DEFAULT_TUNING_SAMPLE_SIZE)));
    }
    long reached = Long.MAX_VALUE;
    for (Share treatment : observed.treatments()) {
      long pair = observed.units(observed.control()) + observed.units(treatment.variant());
      reached = Math.min(reached, pair);
    }
    double share = (double) reached / planned.getAsLong();
    return check(
        "sample",
        share >= 1 ? State.OK : State.COLLECTING,
        "Sample size",
        "%s of %s planned visitors per comparison (%s)%s."
            .formatted(
                Words.count(reached),
                Words.count(planned.getAsLong()),
                Words.percent(share),
                left(planned.getAsLong() - reached)));
  }

  /// At the pace until now.
  private String left(long missing) {
    OptionalLong days = observed.daysFor(missing);
    return missing > 0 && days.isPresent()
        ? ", about %s more at this pace".formatted(Words.count(days.getAsLong(), "day"))
        : "";
  }

  private static HealthCheck check(String check, State state, String title, String detail) {
    return new HealthCheck(check, state, title, detail, null);
  }
}
