package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.events.warehouse.Event;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that people write: each measure from events to an alert, and to its end.
class AlertRulesTest {
  private static final String RULES = BASE + "/alert-rules";

  @TempDir private Path data;
  @TempDir private Path parquet;

  private final AtomicLong now = new AtomicLong(Instant.now().toEpochMilli());
  private RunningControlPlane control;
  private long written;

  @BeforeEach
  void start() throws Exception {
    control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), () -> Instant.ofEpochMilli(now.get()));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  /// Of a unit, a second ago.
  private Event event(
      String unit,
      Event.Kind kind,
      @Nullable String variant,
      @Nullable String name,
      @Nullable Double value) {
    return event(unit, kind, variant, name, value, Event.Circumstances.UNKNOWN);
  }

  private Event event(
      String unit,
      Event.Kind kind,
      @Nullable String variant,
      @Nullable String name,
      @Nullable Double value,
      Event.Circumstances circumstances) {
    return new Event(
        "e" + unit + kind + now.get() + name,
        kind,
        Instant.ofEpochMilli(now.get() - 1_000),
        unit,
        "iso",
        written,
        variant == null ? null : "wording",
        variant,
        1L,
        name,
        value,
        "product",
        null,
        null,
        false,
        "edge",
        circumstances);
  }

  private Event exposure(String unit, String variant) {
    return event(unit, Event.Kind.EXPOSURE, variant, null, null);
  }

  private void write(Event... events) {
    StoredTrial.write(parquet, written, events);
    written += events.length;
  }

  private Answer rule(String fields) {
    return rule(control, fields);
  }

  private static Answer rule(RunningControlPlane plane, String fields) {
    Answer made = plane.post(RULES, "{\"key\":\"mine\",%s}".formatted(fields.replace('\'', '"')));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }

  private List<Map<String, Object>> open() {
    return control.get(BASE + "/alerts?open=true").list("alerts");
  }

  private void assertSaid(String sentence) {
    assertSaid(control, sentence);
  }

  private static void assertSaid(RunningControlPlane plane, String sentence) {
    plane.alarm().round();
    assertThat(plane.get(BASE + "/alerts?open=true").list("alerts"))
        .filteredOn(alert -> "rule".equals(alert.get("rule")))
        .singleElement()
        .satisfies(alert ->
            assertThat(alert)
                .containsEntry("sentence", sentence)
                .containsEntry("subject", "rule mine"));
  }

  /// What rules may name.
  private void draft() {
    control.create("/flags/cta", RunningControlPlane.CTA);
    control.create("/experiments/wording", RunningControlPlane.WORDING);
    control.create("/routes/product", RunningControlPlane.PRODUCT);
  }

  @Test
  void errorShare_ofOneVariant() {
    draft();
    write(
        exposure("a", "eager"),
        exposure("b", "eager"),
        exposure("c", "plain"),
        event("b", Event.Kind.ERROR, null, "TypeError", null));
    rule(
        "'measure':'error_share','atLeast':0.2,'forSeconds':0,'severity':'critical',"
            + "'experiment':'wording','variant':'eager','route':'product'");
    assertSaid(
        "Rule mine: share of visitors with an error, experiment wording, variant eager, route product,"
            + " was 50 % in the last 10 min, must be < 20 %.");
    assertThat(open().getFirst()).containsEntry("severity", "critical");
  }

  @Test
  void errorShareOfTooFew_isNotJudged() {
    write(exposure("a", "eager"), event("a", Event.Kind.ERROR, null, "TypeError", null));
    rule("'measure':'error_share','atLeast':0.2,'forSeconds':0,'leastSeen':2");
    control.alarm().round();
    assertThat(open()).isEmpty();
    assertThat(control.get(RULES).list("rules").getFirst())
        .containsKey("lookedAt")
        .doesNotContainKeys("measured", "holdsSince");
  }

  @Test
  void vital_saysWhereTheSlowestQuarterBegins() {
    write(
        event("a", Event.Kind.VITAL, null, "LCP", 2_000.0),
        event("b", Event.Kind.VITAL, null, "LCP", 4_000.0),
        event("b", Event.Kind.VITAL, null, "CLS", 9.0));
    rule("'measure':'vital','name':'LCP','atLeast':2500,'forSeconds':0");
    assertSaid("Rule mine: p75 of LCP was 3500 ms in the last 10 min, must be < 2500 ms.");
  }

  @Test
  void traffic_belowItsBound() {
    write(exposure("a", "eager"), exposure("b", "plain"));
    rule("'measure':'traffic','atMost':2,'forSeconds':0,'minutes':5");
    assertSaid("Rule mine: number of visitors was 2 in the last 5 min, must be > 2.");
  }

  @Test
  void trafficShare_againstTheWeekBefore() {
    long today = now.getAndAdd(-Duration.ofDays(7).toMillis());
    write(exposure("a", "eager"), exposure("b", "plain"), exposure("c", "plain"));
    now.set(today);
    write(exposure("d", "eager"));
    rule("'measure':'traffic_share','atMost':0.5,'forSeconds':0");
    assertSaid(
        "Rule mine: number of visitors against a week before was 33.33 % in the last 10 min, must be > 50 %.");
  }

  @Test
  void trafficShareWithoutAWeekBefore_isNotJudged() {
    write(exposure("d", "eager"));
    rule("'measure':'traffic_share','atMost':0.5,'forSeconds':0");
    control.alarm().round();
    assertThat(open()).isEmpty();
  }

  @Test
  void conversions_ofOneEvent() {
    write(
        event("a", Event.Kind.CONVERSION, null, "order", 10.0),
        event("b", Event.Kind.CONVERSION, null, "signup", null));
    rule("'measure':'conversions','name':'order','atMost':1,'forSeconds':0");
    assertSaid(
        "Rule mine: number of visitors with event order was 1 in the last 10 min, must be > 1.");
  }

  @Test
  void degradedShare_ofWhatTheEdgeTold() {
    write(
        exposure("a", "eager"),
        event(
            "b",
            Event.Kind.EXPOSURE,
            "plain",
            null,
            null,
            new Event.Circumstances(
                null, null, null, null, null, null, "origin", null, null, null, null)));
    rule("'measure':'degraded_share','atLeast':0.5,'forSeconds':0");
    assertSaid(
        "Rule mine: share of events told while something was away was 50 % in the last 10 min, must be < 50 %.");
  }

  @Test
  void accountOfTheIngest_isMeasuredAndKeptWhileItIsAway() throws Exception {
    HttpServer ingest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] account =
        "{\"received\":90,\"lost\":10,\"journalSeq\":5000,\"loadedSeq\":2000}"
            .getBytes(StandardCharsets.UTF_8);
    ingest.createContext(
        "/v1/accounting",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, account.length);
            exchange.getResponseBody().write(account);
          }
        });
    ingest.start();
    URI address = URI.create("http://127.0.0.1:" + ingest.getAddress().getPort());
    try (RunningControlPlane accounting =
        RunningControlPlane.accounting(data.resolve("accounting"), Optional.of(address))) {
      rule(accounting, "'measure':'ingest_lag','atLeast':1000,'forSeconds':0");
      String lag = "Rule mine: number of events that wait to be loaded was 3,000, must be < 1,000.";
      assertSaid(accounting, lag);
      RunningControlPlane.Answer changed =
          put(
              accounting,
              "1",
              "{\"key\":\"mine\",\"measure\":\"loss_rate\",\"atLeast\":0.05,\"forSeconds\":0}");
      assertThat(changed.status()).isEqualTo(200);
      String loss = "Rule mine: share of lost events was 10 % in the last 10 min, must be < 5 %.";
      assertSaid(accounting, loss);
      ingest.stop(0);
      assertSaid(accounting, loss + " Now nobody can say: the ingest cannot be reached.");
    } finally {
      ingest.stop(0);
    }
  }

  @Test
  void revisionLag_countsEdgesBehind() throws Exception {
    FakeEdge edge = FakeEdge.start(data.resolve("edges"));
    URI address = edge.address();
    edge.close();
    try (RunningControlPlane edged = RunningControlPlane.start(data.resolve("edges"), address)) {
      rule(edged, "'measure':'revision_lag','atLeast':1,'forSeconds':0");
      edged.draftTheShop();
      edged.publish();
      assertSaid(edged, "Rule mine: number of edges behind was 1, must be < 1.");
    }
  }

  @Test
  void rule_isToldAfterItHeldLongEnoughAndOverWhenItNoLongerHolds() {
    rule("'measure':'traffic','atMost':0,'forSeconds':20,'minutes':1");
    control.alarm().round();
    now.addAndGet(10_000);
    control.alarm().round();
    assertThat(open()).isEmpty();
    now.addAndGet(10_000);
    control.alarm().round();
    assertThat(open())
        .singleElement()
        .satisfies(alert -> assertThat(alert).containsEntry("severity", "warning"));
    write(exposure("a", "eager"));
    now.addAndGet(30_000);
    control.alarm().round();
    assertThat(open()).isEmpty();
    assertThat(control.get(BASE + "/alerts").list("alerts").getFirst())
        .containsEntry("state", "resolved");
    assertThat(control.get(RULES).list("rules").getFirst())
        .containsEntry("measured", 1.0)
        .doesNotContainKey("holdsSince");
  }

  @Test
  void timeWithoutALook_doesNotCountAsHeld() {
    rule("'measure':'traffic','atMost':0,'forSeconds':60");
    control.alarm().round();
    now.addAndGet(600_000);
    control.alarm().round();
    assertThat(open()).isEmpty();
  }

  @Test
  void rule_isChangedAndRemovedByWhoSawIt() {
    assertThat(rule("'measure':'traffic','atMost':0").header("ETag")).isEqualTo("\"1\"");
    String changed = "{\"key\":\"mine\",\"measure\":\"traffic\",\"atMost\":5}";
    assertThat(put(control, "1", changed).json())
        .containsEntry("version", 2)
        .containsEntry("atMost", 5.0)
        .containsEntry("minutes", 10);
    assertThat(put(control, "1", changed).json())
        .containsEntry("type", "rimlight:version_conflict")
        .containsEntry("detail", "rule mine has version 2, must be 1 for If-Match");
    assertThat(control.post(RULES, changed).json())
        .containsEntry("detail", "rule mine exists already");
    String token = "Bearer " + RunningControlPlane.TOKEN;
    assertThat(control.send("DELETE", RULES + "/mine", "", "Authorization", token).status())
        .isEqualTo(204);
    assertThat(control.get(RULES).list("rules")).isEmpty();
    assertThat(control.send("DELETE", RULES + "/mine", "", "Authorization", token).status())
        .isEqualTo(404);
    assertThat(control.get(BASE + "/audit").list("entries").stream().limit(3))
        .extracting(entry -> entry.get("sentence"))
        .containsExactly(
            "Removed alert rule mine", "Changed alert rule mine", "Wrote alert rule mine");
  }

  private static Answer put(RunningControlPlane plane, String version, String body) {
    return plane.send(
        "PUT",
        RULES + "/mine",
        body,
        "Authorization",
        "Bearer " + RunningControlPlane.TOKEN,
        "If-Match",
        "\"" + version + "\"");
  }

  @Test
  void badRule_isNamedWithWhatItMustBe() {
    assertRefused(
        "'measure':'noise','atLeast':1",
        "measure == \"noise\", must be one of error_share, vital, traffic, traffic_share, conversions, degraded_share, loss_rate, ingest_lag, revision_lag");
    assertRefused("'measure':'traffic'", "one of atLeast and atMost must be given");
    assertRefused(
        "'measure':'traffic','atLeast':1,'atMost':1",
        "atMost == 1.0, must be absent beside atLeast");
    assertRefused(
        "'measure':'traffic','atLeast':0", "atLeast == 0, must be > 0: it would always hold");
    assertRefused("'measure':'error_share','atLeast':5", "atLeast == 5, must be in 0..1");
    assertRefused(
        "'measure':'vital','name':'FID','atLeast':5",
        "name == \"FID\", must be one of LCP, INP, CLS, TTFB");
    assertRefused("'measure':'conversions','atMost':5", "name is missing, must be given");
    assertRefused(
        "'measure':'ingest_lag','atLeast':5,'minutes':5",
        "minutes == 5, must be absent beside measure ingest_lag");
    assertRefused(
        "'measure':'traffic','atMost':5,'minutes':1441", "minutes == 1441, must be in 1..1440");
    assertRefused(
        "'measure':'traffic','atMost':5,'variant':'eager'", "experiment is missing, must be given");
    assertRefused(
        "'measure':'loss_rate','atLeast':0.5,'route':'home'",
        "route == \"home\", must be absent beside measure loss_rate");
  }

  @Test
  void ruleOnWhatNobodyDrafted_isRefused() {
    draft();
    assertRefused(
        "'measure':'traffic','atMost':5,'experiment':'words'",
        "experiment == \"words\", must be the key of one that is drafted");
    assertRefused(
        "'measure':'traffic','atMost':5,'experiment':'wording','variant':'shy'",
        "variant == \"shy\", must be a variant of experiment wording");
    assertRefused(
        "'measure':'traffic','atMost':5,'route':'home'",
        "route == \"home\", must be the key of one that is drafted");
    assertThat(control.get(RULES).list("rules")).isEmpty();
  }

  private void assertRefused(String fields, String detail) {
    Answer answer =
        control.post(RULES, "{\"key\":\"mine\",%s}".formatted(fields.replace('\'', '"')));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json()).containsEntry("detail", detail);
  }

  @Test
  void rulesOfAnEnvironment_areBounded() {
    for (int i = 0; i < 50; i++) {
      assertThat(control.post(RULES, numbered(i)).status()).isEqualTo(201);
    }
    assertThat(control.post(RULES, numbered(50)).json())
        .containsEntry("detail", "50 rules are there, must be < 50");
  }

  private static String numbered(int i) {
    return "{\"key\":\"rule-%d\",\"measure\":\"traffic\",\"atMost\":0}".formatted(i);
  }
}
