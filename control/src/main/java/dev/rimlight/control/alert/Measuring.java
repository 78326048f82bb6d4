package dev.rimlight.control.alert;

import dev.rimlight.control.document.AlertRule;
import dev.rimlight.control.publish.EdgeState;
import dev.rimlight.control.results.Loss;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.events.warehouse.Lately;
import dev.rimlight.events.warehouse.Portion;
import dev.rimlight.events.warehouse.Slowest;
import dev.rimlight.events.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Measures what a rule is about, as of one moment.
final class Measuring {
  private static final Duration WEEK = Duration.ofDays(7);

  private final ResultsDesk results;
  private final List<EdgeState> edges;
  private final Instant now;

  Measuring(ResultsDesk results, List<EdgeState> edges, Instant now) {
    this.results = results;
    this.edges = edges;
    this.now = now;
  }

  Reading measure(AlertRule rule) {
    return switch (rule.measure()) {
      case ERROR_SHARE, VITAL, TRAFFIC, TRAFFIC_SHARE, CONVERSIONS, DEGRADED_SHARE ->
          results
              .warehouse()
              .map(warehouse -> ofEvents(rule, warehouse))
              .orElse(new Reading.Unknown("no warehouse was named to ask."));
      case LOSS_RATE -> lossRate(rule);
      case INGEST_LAG ->
          switch (results.loss(now)) {
            case Loss.Unknown(String why) -> new Reading.Unknown(why);
            case Loss.Counted(_, _, long waiting) -> new Reading.Value(waiting);
          };
      case REVISION_LAG ->
          new Reading.Value(
              edges.stream()
                  .filter(edge -> edge.state() != EdgeState.State.CURRENT)
                  .map(EdgeState::edge)
                  .distinct()
                  .count());
    };
  }

  private Reading lossRate(AlertRule rule) {
    return switch (results.loss(now.minus(Duration.ofMinutes(rule.minutes())))) {
      case Loss.Unknown(String why) -> new Reading.Unknown(why);
      case Loss.Counted(long received, long lost, _) ->
          share(new Portion((double) received + lost, lost), rule);
    };
  }

  private Reading ofEvents(AlertRule rule, Warehouse warehouse) {
    Lately window = window(rule, now);
    return switch (rule.measure()) {
      case ERROR_SHARE -> share(warehouse.failed(window), rule);
      case DEGRADED_SHARE -> share(warehouse.degraded(window), rule);
      case TRAFFIC -> new Reading.Value(warehouse.seen(window));
      case TRAFFIC_SHARE -> comparedWithLastWeek(rule, warehouse);
      case CONVERSIONS -> new Reading.Value(warehouse.converted(window, named(rule)));
      case VITAL -> {
        Slowest slowest = warehouse.slowest(window, named(rule));
        yield slowest.measurements() < rule.leastSeen()
            ? new Reading.Nothing()
            : new Reading.Value(slowest.p75());
      }
      case LOSS_RATE, INGEST_LAG, REVISION_LAG ->
          throw new IllegalArgumentException(rule.measure() + " is not of events");
    };
  }

  /// Without a week before there is nothing to compare with.
  private Reading comparedWithLastWeek(AlertRule rule, Warehouse warehouse) {
    double before = warehouse.seen(window(rule, now.minus(WEEK)));
    return before < rule.leastSeen()
        ? new Reading.Nothing()
        : new Reading.Value(warehouse.seen(window(rule, now)) / before);
  }

  private static Reading share(Portion portion, AlertRule rule) {
    return portion.all() < rule.leastSeen()
        ? new Reading.Nothing()
        : new Reading.Value(portion.share());
  }

  private static String named(AlertRule rule) {
    Optional<String> name = rule.name();
    return name.orElseThrow(
        () -> new IllegalArgumentException("rule " + rule.key() + " must have a name"));
  }

  private static Lately window(AlertRule rule, Instant until) {
    return new Lately(
        until.minus(Duration.ofMinutes(rule.minutes())),
        until,
        rule.experiment(),
        rule.variant(),
        rule.route());
  }
}
