package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.WORDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.document.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From Parquet on disk to the verdict over HTTP.
class ResultsTest {
  @TempDir private Path data;
  @TempDir private Path parquet;

  @Test
  void storedEvents_becomeResults() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system())) {
      control.draftTheShop();
      control.publish();
      StoredTrial.write(parquet, Instant.now());
      Answer results = control.get(BASE + "/experiments/wording/results");
      assertThat(results.json())
          .containsEntry("exposedUnits", 1000)
          .containsEntry("crossoverUnits", 0)
          .containsEntry("status", "running");
      Map<String, Object> orders = results.list("metrics").getFirst();
      assertThat(String.valueOf(orders.get("arms")))
          .isEqualTo(
              "[{variant=plain, units=500, mean=0.1, total=50.0}, {variant=eager, units=500, mean=0.2, total=100.0}]");
      assertThat(String.valueOf(results.json().get("decision"))).contains("keep_running");
      assertThat(results.list("health").getFirst()).containsEntry("state", "ok");
    }
  }

  @Test
  void list_saysInShortWhatResultsSay() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system())) {
      control.draftTheShop();
      control.create(
          "/experiments/idle", WORDING.replace("wording", "idle").replace("running", "draft"));
      control.publish();
      StoredTrial.write(parquet, Instant.now());
      List<Map<String, Object>> listed = control.get(BASE + "/experiments").list("experiments");
      Answer results = control.get(BASE + "/experiments/wording/results");
      assertThat(listed.getFirst()).doesNotContainKey("summary");
      Map<String, Object> summary = object(listed.getLast().get("summary"));
      assertThat(summary)
          .containsEntry("exposedUnits", 1000)
          .containsEntry("health", "warning")
          .containsEntry("decision", "keep_running")
          .containsEntry("headline", object(results.json().get("decision")).get("headline"));
      Map<String, Object> orders = results.list("metrics").getFirst();
      Map<String, Object> eager = objects(orders.get("comparisons")).getFirst();
      assertThat(object(summary.get("goal")))
          .containsEntry("name", "Orders")
          .containsEntry("variant", "eager")
          .containsEntry("verdict", eager.get("verdict"))
          .containsEntry("relative", object(eager.get("always")).get("relative"));
      List<Map<String, Object>> points = objects(results.list("series").getFirst().get("points"));
      assertThat(points.getLast())
          .containsEntry("at", results.json().get("asOf"))
          .containsEntry("estimate", 1.0);
    }
  }

  @Test
  void brokenPart_leavesTheListWithoutSummary() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system())) {
      control.draftTheShop();
      control.publish();
      StoredTrial.write(parquet, Instant.now());
      try (Stream<Path> files = Files.walk(parquet)) {
        for (Path part : files.filter(Files::isRegularFile).toList()) {
          Files.writeString(part, "no parquet");
        }
      }
      List<Map<String, Object>> listed = control.get(BASE + "/experiments").list("experiments");
      assertThat(listed.getFirst()).containsKey("startedAt").doesNotContainKey("summary");
      assertThat(control.get(BASE + "/experiments/wording/results").status()).isEqualTo(500);
    }
  }

  private static Map<String, Object> object(@Nullable Object node) {
    return Json.readStored(Json.write(Objects.requireNonNull(node)));
  }

  private static List<Map<String, Object>> objects(@Nullable Object node) {
    return node instanceof List<?> items
        ? items.stream().map(ResultsTest::object).toList()
        : List.of();
  }

  @Test
  void alpha_widensOnlyTheFixedInterval() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system())) {
      control.draftTheShop();
      control.publish();
      StoredTrial.write(parquet, Instant.now());
      String usual = control.get(BASE + "/experiments/wording/results").toString();
      String strict = control.get(BASE + "/experiments/wording/results?alpha=0.001").toString();
      assertThat(strict).contains("\"alpha\":0.001").contains("\"alpha\":0.05");
      assertThat(usual).doesNotContain("\"alpha\":0.001");
      assertThat(control.get(BASE + "/experiments/wording/results?alpha=0.6").status())
          .isEqualTo(400);
    }
  }

  @Test
  void partsMethodsAndExport_areOfTheSameUnits() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system())) {
      control.draftTheShop();
      control.publish();
      StoredTrial.write(parquet, Instant.now());
      Answer cut = control.get(BASE + "/experiments/wording/results/dimensions/visit");
      assertThat(String.valueOf(cut.list("parts")))
          .isEqualTo("[{value=new, units={eager=500, plain=500}, splitP=1.0}]");
      Map<String, Object> comparison = cut.list("comparisons").getFirst();
      assertThat(comparison).containsEntry("variant", "eager").doesNotContainKey("unequal");
      Answer whole = control.get(BASE + "/experiments/wording/results");
      Map<String, Object> orders =
          objects(whole.list("metrics").getFirst().get("comparisons")).getFirst();
      Map<String, Object> always =
          object(objects(comparison.get("segments")).getFirst().get("always"));
      assertThat(always.get("absolute"))
          .extracting("estimate", "low", "high")
          .isEqualTo(
              List.of(
                  Objects.requireNonNull(
                      object(object(orders.get("always")).get("absolute")).get("estimate")),
                  Objects.requireNonNull(
                      object(object(orders.get("always")).get("absolute")).get("low")),
                  Objects.requireNonNull(
                      object(object(orders.get("always")).get("absolute")).get("high"))));
      assertThat(control.get(BASE + "/experiments/wording/results/dimensions/planet").status())
          .isEqualTo(404);
      Map<String, Object> method =
          control.get(BASE + "/experiments/wording/results/methods").list("methods").getFirst();
      assertThat(method.get("definition")).isEqualTo("Share of visitors with the event order");
      assertThat(String.valueOf(method.get("sql"))).contains("read_parquet(").contains("'wording'");
      String csv = control.get(BASE + "/experiments/wording/results/export").response().body();
      assertThat(csv.lines()).hasSize(1 + StoredTrial.UNITS);
      assertThat(control.get(BASE + "/experiments/wording/results/export?format=xml").status())
          .isEqualTo(400);
      String verdicts =
          control.get(BASE + "/experiments/wording/results/export?rows=results").response().body();
      assertThat(verdicts.lines().findFirst().orElseThrow())
          .startsWith("experiment,as_of,decision,metric,name,role,unit,variant,units,mean,verdict,")
          .endsWith(",chance_better,variance_reduction,guardrail");
      assertThat(verdicts.lines().skip(1))
          .satisfiesExactly(
              plain -> assertThat(plain).contains(",orders,Orders,goal,,plain,500,0.1,,,,,"),
              treated ->
                  assertThat(treated).contains(",orders,Orders,goal,,eager,500,0.2,better,1.0,"));
      assertThat(
              control
                  .get(BASE + "/experiments/wording/results/export?rows=results&format=parquet")
                  .status())
          .isEqualTo(400);
    }
  }

  /// Events that come, or go, after the last word change nothing of it.
  @Test
  void stoppedRun_keepsItsLastWord() throws Exception {
    Instant began = Instant.now();
    AtomicLong now = new AtomicLong(began.toEpochMilli());
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), () -> Instant.ofEpochMilli(now.get()))) {
      control.draftTheShop();
      control.publish();
      StoredTrial.write(parquet, began);
      now.addAndGet(60_000);
      String wording = RunningControlPlane.WORDING.replace("running", "stopped");
      control.change("/experiments/wording", 1, wording);
      control.publish();
      now.addAndGet(60_000);
      Answer early = control.get(BASE + "/experiments/wording/results");
      assertThat(early.json()).containsEntry("status", "stopped").doesNotContainKey("frozenAt");
      now.addAndGet(Duration.ofMinutes(15).toMillis());
      String last = control.get(BASE + "/experiments/wording/results").response().body();
      assertThat(last).contains("\"frozenAt\":" + now.get());
      try (Stream<Path> files = Files.walk(parquet)) {
        for (Path part : files.filter(Files::isRegularFile).toList()) {
          Files.delete(part);
        }
      }
      now.addAndGet(Duration.ofDays(1).toMillis());
      assertThat(control.get(BASE + "/experiments/wording/results").response().body())
          .isEqualTo(last);
    }
  }

  /// Nobody was seen: the events may be elsewhere, and what is said then must not stay.
  @Test
  void stoppedRunThatNobodyWasSeenIn_hasNoLastWord() throws Exception {
    Instant began = Instant.now();
    AtomicLong now = new AtomicLong(began.toEpochMilli());
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), () -> Instant.ofEpochMilli(now.get()))) {
      control.draftTheShop();
      control.publish();
      now.addAndGet(60_000);
      control.change(
          "/experiments/wording", 1, RunningControlPlane.WORDING.replace("running", "stopped"));
      control.publish();
      now.addAndGet(Duration.ofHours(1).toMillis());
      assertThat(control.get(BASE + "/experiments/wording/results").json())
          .containsEntry("exposedUnits", 0)
          .doesNotContainKey("frozenAt");
      StoredTrial.write(parquet, began);
      assertThat(control.get(BASE + "/experiments/wording/results").json())
          .containsEntry("exposedUnits", 1000)
          .containsKey("frozenAt");
    }
  }

  @Test
  void unknownExperiment_is404() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      assertThat(control.get(BASE + "/experiments/gone/results").status()).isEqualTo(404);
    }
  }

  @Test
  void draftWithoutWarehouse_hasEmptyResults() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      Answer results = control.get(BASE + "/experiments/wording/results");
      assertThat(results.json()).containsEntry("exposedUnits", 0).doesNotContainKey("startedAt");
      assertThat(String.valueOf(results.json().get("decision"))).contains("code=draft");
    }
  }
}
