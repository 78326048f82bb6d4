package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.WORDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.alert.Messenger;
import dev.rimlight.control.document.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a variant that does harm to a dead flag and people who know of it.
class AlertsTest {
  private static final String HARMFUL =
      WORDING.replace("\"direction\":\"increase\"", "\"direction\":\"decrease\"");

  @TempDir private Path data;
  @TempDir private Path parquet;

  private final AtomicLong now = new AtomicLong(Instant.now().toEpochMilli());
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<String> signed = new AtomicReference<>("");
  private HttpServer webhook;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext("/", this::receive);
    webhook.start();
    control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), () -> Instant.ofEpochMilli(now.get()));
  }

  @AfterEach
  void stop() {
    control.close();
    webhook.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      signed.set(
          exchange.getRequestHeaders().getFirst("webhook-id")
              + "."
              + exchange.getRequestHeaders().getFirst("webhook-timestamp")
              + "."
              + body
              + "\n"
              + exchange.getRequestHeaders().getFirst("webhook-signature"));
      received.add(body);
      boolean down = exchange.getRequestURI().getPath().equals("/down");
      exchange.sendResponseHeaders(down ? 503 : 204, -1);
    }
  }

  private Answer channel(String kind, String target) {
    return control.post(
        BASE + "/alert-channels", Json.write(Map.of("kind", kind, "target", target)));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + webhook.getAddress().getPort() + path;
  }

  private void run(String experiment) {
    control.create("/flags/cta", RunningControlPlane.CTA);
    control.create("/experiments/wording", experiment);
    control.create("/routes/product", RunningControlPlane.PRODUCT);
    control.publish();
    StoredTrial.write(parquet, Instant.ofEpochMilli(now.get()));
    now.addAndGet(60_000);
  }

  @Test
  void provenHarm_killsWhereItMayAndTellsOnce() throws Exception {
    channel("webhook", address("/hook"));
    channel("slack", address("/slack"));
    run(HARMFUL.replace("\"status\"", "\"onHarm\":\"kill\",\"status\""));
    control.alarm().round();
    assertThat(control.get(BASE + "/flags/cta").json()).containsEntry("state", "killed");
    assertThat(control.get(BASE + "/audit").list("entries").getFirst())
        .containsEntry("by", "guardrail");
    control.alarm().tell();
    control.alarm().round();
    control.alarm().tell();
    assertThat(received).hasSize(2);
    assertThat(received)
        .anyMatch(body ->
            ("[demo, firing] Experiment wording: Orders is worse under variant eager, by +100.0 %."
                    + " By itself: killed flag cta.")
                .equals(Json.readStored(body).get("text")));
    Map<String, Object> alert = control.get(BASE + "/alerts").list("alerts").getFirst();
    assertThat(alert)
        .containsEntry("state", "firing")
        .containsEntry("rule", "goal")
        .containsEntry("severity", "critical")
        .containsEntry("acted", "killed flag cta");
  }

  @Test
  void killThatSomebodyTookBack_isNotRepeated() {
    run(HARMFUL.replace("\"status\"", "\"onHarm\":\"kill\",\"status\""));
    control.alarm().round();
    control.send(
        "DELETE", BASE + "/kills/cta", "", "Authorization", "Bearer " + RunningControlPlane.TOKEN);
    control.alarm().round();
    assertThat(control.get(BASE + "/flags/cta").json()).containsEntry("state", "on");
  }

  /// Also while drafts change all the time: only what edges are to learn of gives them time.
  @Test
  void edgeOutOfReach_isToldAfterItsPatience() throws Exception {
    FakeEdge edge = FakeEdge.start(data.resolve("edges"));
    URI address = edge.address();
    edge.close();
    try (RunningControlPlane edged =
        RunningControlPlane.start(
            data.resolve("edges"),
            Optional.empty(),
            Optional.empty(),
            () -> Instant.ofEpochMilli(now.get()),
            address)) {
      edged.draftTheShop();
      edged.publish();
      edged.alarm().round();
      assertThat(edged.get(BASE + "/alerts").list("alerts")).isEmpty();
      now.addAndGet(30_000);
      edged.change("/flags/cta", 1, RunningControlPlane.CTA.replace("Buy now", "Buy"));
      edged.alarm().round();
      assertThat(edged.get(BASE + "/alerts").list("alerts"))
          .singleElement()
          .satisfies(alert -> assertThat(alert).containsEntry("subject", "edge " + address));
    }
  }

  @Test
  void withoutLeave_nothingIsKilled() {
    run(HARMFUL);
    control.alarm().round();
    assertThat(control.get(BASE + "/flags/cta").json()).containsEntry("state", "on");
    assertThat(control.get(BASE + "/alerts?open=true").list("alerts")).hasSize(1);
  }

  private List<String> sentences() {
    return control.get(BASE + "/alerts?open=true").list("alerts").stream()
        .map(alert -> String.valueOf(alert.get("sentence")))
        .toList();
  }

  private void fail(StoredTrial.Faults plain, StoredTrial.Faults eager) {
    StoredTrial.writeFaults(parquet, Instant.ofEpochMilli(now.get() - 60_000), plain, eager);
    control.alarm().round();
  }

  /// No metric of the experiment speaks of errors.
  @Test
  void moreErrors_killWithoutAMetric() {
    run(RunningControlPlane.WORDING.replace("\"status\"", "\"onHarm\":\"kill\",\"status\""));
    fail(new StoredTrial.Faults(10, 2_000), new StoredTrial.Faults(100, 2_000));
    assertThat(sentences())
        .containsExactly(
            "Experiment wording: errors are past their limit under variant eager, by +900.0 %.");
    assertThat(control.get(BASE + "/alerts").list("alerts").getFirst())
        .containsEntry("rule", "guardrail")
        .containsEntry("subject", "experiment wording, errors under eager")
        .containsEntry("acted", "killed flag cta");
    assertThat(control.get(BASE + "/experiments/wording/results").list("metrics"))
        .extracting(metric -> metric.get("metric"))
        .containsExactly("orders");
  }

  @Test
  void errorsOfOneVariantOnly_areFoundThoughNoShareCanBeCompared() {
    run(RunningControlPlane.WORDING);
    fail(new StoredTrial.Faults(0, 2_000), new StoredTrial.Faults(20, 2_000));
    assertThat(sentences())
        .containsExactly(
            "Experiment wording: errors are past their limit under variant eager: 20 visitors with one, 0 under plain.");
  }

  /// As where control bypasses the platform: its errors are not known.
  @Test
  void controlThatReportsNothing_isNotComparedWith() {
    run(RunningControlPlane.WORDING);
    fail(new StoredTrial.Faults(0, 0), new StoredTrial.Faults(100, 2_000));
    assertThat(sentences()).isEmpty();
  }

  @Test
  void slowerPages_areFound() {
    run(RunningControlPlane.WORDING);
    fail(new StoredTrial.Faults(5, 2_000), new StoredTrial.Faults(5, 4_000));
    assertThat(sentences())
        .singleElement()
        .satisfies(sentence ->
            assertThat(sentence)
                .startsWith(
                    "Experiment wording: LCP is past its limit under variant eager, by +7"));
  }

  @Test
  void variantsThatFailAlike_areLeftAlone() {
    run(RunningControlPlane.WORDING);
    fail(new StoredTrial.Faults(3, 2_000), new StoredTrial.Faults(5, 2_000));
    assertThat(sentences()).isEmpty();
  }

  @Test
  void alert_isAcknowledgedSilencedAndResolvedWhenItIsOver() {
    run(HARMFUL);
    control.alarm().round();
    String one = BASE + "/alerts/1";
    assertThat(control.put(one + "/acknowledgement", "").json())
        .containsEntry("state", "acknowledged")
        .containsEntry("acknowledgedBy", "token");
    assertThat(control.put(one + "/silence", "{\"hours\":1}").json())
        .containsEntry("state", "silenced");
    now.addAndGet(3_600_000);
    assertThat(control.get(one.replace("/1", "")).list("alerts").getFirst())
        .containsEntry("state", "acknowledged");
    control.change("/experiments/wording", 1, HARMFUL.replace("running", "stopped"));
    control.publish();
    control.alarm().round();
    assertThat(control.get(BASE + "/alerts").list("alerts").getFirst())
        .containsEntry("state", "resolved");
    assertThat(control.put(BASE + "/alerts/7/acknowledgement", "").status()).isEqualTo(404);
    assertThat(control.put(one + "/silence", "{\"hours\":0}").json())
        .containsEntry("detail", "hours == 0, must be a whole number in 1..720");
  }

  @Test
  void webhook_isSignedAndRetriedWhenItIsDown() throws Exception {
    Answer made = channel("webhook", address("/down"));
    run(HARMFUL);
    control.alarm().round();
    control.alarm().tell();
    control.alarm().tell();
    assertThat(received).hasSize(1);
    now.addAndGet(5_000);
    control.alarm().tell();
    assertThat(received).hasSize(2);
    Mac mac = Mac.getInstance("HmacSHA256");
    String secret = String.valueOf(made.json().get("secret"));
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String[] parts = Objects.requireNonNull(signed.get()).split("\n", 2);
    assertThat(parts[1])
        .isEqualTo(
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(parts[0].getBytes(StandardCharsets.UTF_8))));
    assertThat(control.get(BASE + "/alert-channels").list("channels").getFirst())
        .doesNotContainKey("secret");
  }

  @Test
  void mail_arrives() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try (RunningControlPlane mailing =
        RunningControlPlane.mailing(
            data.resolve("mailing"),
            new Messenger.Smtp("127.0.0.1", server.getSmtp().getPort(), "rimlight@shop.example"))) {
      Answer channel =
          mailing.post(
              BASE + "/alert-channels", "{\"kind\":\"email\",\"target\":\"ops@shop.example\"}");
      String test = BASE + "/alert-channels/" + channel.json().get("id") + "/test";
      assertThat(mailing.post(test, "").json()).containsEntry("delivered", true);
      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(server.getReceivedMessages()[0].getSubject())
          .isEqualTo("Rimlight: A test of this channel, asked for by token.");
      server.stop();
      assertThat(mailing.post(test, "").json()).containsEntry("delivered", false);
    } finally {
      server.stop();
    }
  }

  @Test
  void badChannel_isNamedWithWhatItMustBe() {
    assertThat(channel("pigeon", "home").json())
        .containsEntry("detail", "kind == \"pigeon\", must be webhook, slack or email");
    assertThat(channel("email", "nobody").json())
        .containsEntry("detail", "target == \"nobody\", must be a mailbox, as ops@example.com");
    assertThat(channel("webhook", "ftp://x").status()).isEqualTo(400);
  }

  @Test
  void channelThatWantsChanges_isToldOfEachInOrder() throws Exception {
    control.post(
        BASE + "/alert-channels",
        "{\"kind\":\"webhook\",\"target\":\"%s\",\"wants\":\"changes\"}"
            .formatted(address("/hook")));
    control.alarm().tell();
    received.clear();
    control.create("/segments/all", "{\"key\":\"all\",\"when\":{\"all\":[]}}");
    control.change(
        "/segments/all", 1, "{\"key\":\"all\",\"name\":\"Everybody\",\"when\":{\"all\":[]}}");

    control.alarm().tell();
    control.alarm().tell();

    assertThat(received)
        .extracting(body -> Json.readStored(body).get("type"))
        .containsExactly("change.segment.create", "change.segment.change");
    assertThat(Json.readStored(received.getLast()))
        .containsEntry("text", "[demo] token: Segment all: changed its name");
  }
}
