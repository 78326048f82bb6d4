package dev.rimlight.demo;

import static dev.rimlight.demo.Verdict.Experiments.PLATFORM_COST;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds what the platform says against what is true, and decides whether the run passed.
///
/// Two checks can fail by chance, each once in a thousand runs: the 99.9 % interval of the wording
/// experiment, and the A/A experiment at p < 0.001.
final class Verdict {
  static final double ALPHA = 0.001;
  static final double KILL_LIMIT_MILLIS = 1_000;
  static final double FAULT_LIMIT_SECONDS = 60;

  private final ObjectNode report = Api.JSON.createObjectNode();
  private final List<String> faults = new ArrayList<>();

  static final class Experiments {
    static final String WORDING = "wording";
    static final String LAYOUT = "layout";
    static final String A_A = "a-a-check";
    static final String PLATFORM_COST = "platform-cost";

    private Experiments() {}
  }

  void traffic(Tally tally, double seconds) {
    report.put("seconds", round(seconds, 1));
    report.put("visitors", tally.visitors.sum());
    report.put("requests", tally.requests.sum());
    report.put("requestsPerSecond", round(tally.requests.sum() / seconds, 1));
    report.put("failedRequests", tally.failures.sum());
    report.put("exposures", tally.exposed.size());
    report.put("conversions", tally.orderIds.size());
    report.put("customersGreeted", tally.greeted.sum());
    report.put("customersNotGreeted", tally.notGreeted.sum());
    require(
        tally.failures.sum() == 0,
        tally.failures.sum() + " requests failed, first: " + tally.firstFailure.get());
    require(
        tally.withoutDecisions.sum() == 0,
        tally.withoutDecisions.sum() + " pages came without decisions");
    require(
        tally.exposures.sum() > 0 && tally.orders.sum() > 0,
        "nobody was exposed or nobody ordered");
    ObjectNode arms = report.putObject("platformArms");
    arms(tally).forEach(arms::put);
    long visitors = tally.exposed.stream().map(Tally.Exposure::unit).distinct().count();
    long inAnArm = arms(tally).values().stream().mapToLong(Long::longValue).sum();
    require(
        inAnArm == visitors,
        inAnArm + " visitors were told an arm of " + PLATFORM_COST + ", must be " + visitors);
  }

  /// Visitors by the arm of the experiment on the edge's own cost; everybody is in one of them.
  private static Map<String, Long> arms(Tally tally) {
    return tally.exposed.stream()
        .filter(exposure -> exposure.experiment().equals(PLATFORM_COST))
        .collect(groupingBy(Tally.Exposure::variant, TreeMap::new, counting()));
  }

  void events(Tally tally, JsonNode before, JsonNode after, Proof.Count count) {
    ObjectNode events = report.putObject("events");
    events.put("sent", tally.events.sum());
    events.put("received", difference(before, after, "received"));
    events.put("stored", difference(before, after, "accepted"));
    events.put("duplicate", difference(before, after, "duplicate"));
    events.put("rejected", difference(before, after, "rejected"));
    events.put("lost", difference(before, after, "lost") + count.missing());
    events.put("storedTwice", count.twice());
    events.put("rowsInParquet", count.stored());
    require(
        count.missing() == 0,
        count.missing() + " exposures or orders that the edge took are not in the warehouse");
    require(count.twice() == 0, count.twice() + " events are stored twice");
    require(count.invented() == 0, count.invented() + " orders are stored that nobody placed");
    require(
        difference(before, after, "lost") == 0,
        difference(before, after, "lost") + " numbered events never arrived");
    require(
        difference(before, after, "rejected") == 0,
        difference(before, after, "rejected") + " events were rejected");
    require(
        count.stored() == after.get("accepted").asLong(),
        count.stored()
            + " rows in Parquet, but the ingest accepted "
            + after.get("accepted").asLong());
  }

  void experiment(
      Api control, String experiment, double trueUplift, boolean mustCover, boolean mustBeNull)
      throws IOException, InterruptedException {
    JsonNode results =
        control.get("/v1/environments/demo/experiments/" + experiment + "/results?alpha=" + ALPHA);
    JsonNode goal = results.get("metrics").get(0);
    JsonNode fixed = goal.get("comparisons").get(0).get("fixed");
    ObjectNode line = report.withObject("/experiments").putObject(experiment);
    line.put("units", results.get("exposedUnits").asLong());
    line.put("crossoverUnits", results.path("crossoverUnits").asLong());
    line.set("arms", goal.get("arms"));
    line.put("method", fixed.path("method").asString());
    line.put("level", 1 - ALPHA);
    JsonNode relative = fixed.path("relative");
    line.set("upliftEstimate", relative.path("estimate"));
    line.set("upliftLow", relative.path("low"));
    line.set("upliftHigh", relative.path("high"));
    line.put("upliftTrue", round(trueUplift, 6));
    line.set("p", fixed.path("p"));
    line.set("health", health(results));
    boolean ready = fixed.path("state").asString().equals("ready");
    if (mustCover) {
      require(ready, experiment + " has no result: " + fixed.path("reason").asString());
      require(
          ready && within(relative.path("low"), trueUplift, relative.path("high")),
          experiment + ": the true uplift " + round(trueUplift, 4) + " is outside of " + relative);
    }
    if (mustBeNull) {
      require(
          ready && fixed.get("p").asDouble() >= ALPHA,
          experiment + ": an A/A experiment must not be significant: " + fixed);
    }
    for (JsonNode check : results.get("health")) {
      boolean failed = check.get("state").asString().equals("failed");
      require(!failed, experiment + ": health check failed: " + check.get("detail").asString());
    }
  }

  private static ObjectNode health(JsonNode results) {
    ObjectNode health = Api.JSON.createObjectNode();
    for (JsonNode check : results.get("health")) {
      health.put(check.get("check").asString(), check.get("state").asString());
    }
    return health;
  }

  /// An absent end is unbounded.
  private static boolean within(JsonNode low, double value, JsonNode high) {
    return (low.isMissingNode() || low.asDouble() <= value)
        && (high.isMissingNode() || value <= high.asDouble());
  }

  void kill(KillRehearsal.@Nullable Outcome outcome) {
    if (outcome == null) {
      require(false, "the kill was not rehearsed");
      return;
    }
    ObjectNode kill = report.putObject("kill");
    kill.put("visibleAtEdgeMillis", round(outcome.killMillis(), 1));
    kill.put("takenBackMillis", round(outcome.unkillMillis(), 1));
    require(
        outcome.killMillis() >= 0 && outcome.killMillis() <= KILL_LIMIT_MILLIS,
        "the kill was visible after "
            + outcome.killMillis()
            + " ms, must be <= "
            + KILL_LIMIT_MILLIS);
  }

  void fault(FaultRehearsal.@Nullable Outcome outcome) {
    if (outcome == null) {
      require(false, "the fault was not rehearsed");
      return;
    }
    ObjectNode fault = report.putObject("fault");
    fault.put("killedAfterSeconds", round(outcome.killSeconds(), 1));
    fault.put("alertAfterSeconds", round(outcome.alertSeconds(), 1));
    fault.put("goneAfterSeconds", round(outcome.goneSeconds(), 1));
    require(outcome.alertSeconds() >= 0, "nobody was told of the fault");
    require(
        outcome.goneSeconds() >= 0 && outcome.goneSeconds() <= FAULT_LIMIT_SECONDS,
        "the fault was gone after "
            + outcome.goneSeconds()
            + " s, must be <= "
            + FAULT_LIMIT_SECONDS);
  }

  void latency(String when, Latency.Summary latency) {
    ObjectNode added = report.withObject("/addedLatencyMillis").putObject(when);
    added.put("pairs", latency.pairs());
    added.put("p50", round(latency.addedP50(), 2));
    added.put("p95", round(latency.addedP95(), 2));
    added.put("edgeP50", round(latency.edgeP50(), 2));
    added.put("shopP50", round(latency.shopP50(), 2));
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  boolean passed() {
    return faults.isEmpty();
  }

  List<String> faults() {
    return faults;
  }

  /// The whole report in one line.
  String json() {
    report.put("passed", passed());
    report.set("faults", Api.JSON.valueToTree(faults));
    return report.toString();
  }

  private static long difference(JsonNode before, JsonNode after, String name) {
    return after.get(name).asLong() - before.get(name).asLong();
  }

  private static double round(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.rint(value * scale) / scale;
  }
}
