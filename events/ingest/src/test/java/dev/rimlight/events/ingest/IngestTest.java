package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.EventCounts;
import dev.rimlight.events.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A whole ingest over real HTTP, SQLite and Parquet.
final class IngestTest {
  @TempDir Path data;
  private Ingest ingest;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    ingest = Ingest.start(settings(0), InstantSource.system());
    client = new Client(ingest.port());
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  private Ingest.Settings settings(int port) {
    IngestKey key = new IngestKey(Client.KEY);
    return new Ingest.Settings(
        "127.0.0.1", port, data, "test", key, Duration.ofMillis(20), Optional.empty());
  }

  @Test
  void batch_isAcknowledgedAndReachesParquet() throws Exception {
    HttpResponse<String> response =
        client.post(Lines.exposure("e1", "iso", 0), Lines.order("e2", "iso", 1, 42.5), "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"accepted\":2,\"duplicate\":0,\"rejected\":[]}");

    client.accountingOnceLoaded();
    assertThat(stored())
        .isEqualTo(
            new EventCounts(Map.of(Event.Kind.EXPOSURE, 1L, Event.Kind.CONVERSION, 1L), 2, 2));
  }

  @Test
  void retransmissionAndSecondReport_areDuplicatesToldApart() throws Exception {
    client.post(Lines.exposure("e1", "iso", 0), Lines.exposure("e2", "iso", 1));
    HttpResponse<String> again =
        client.post(
            Lines.exposure("e1", "iso", 0),
            Lines.exposure("e1", "iso", 2),
            Lines.exposure("e1", "other", 0));
    assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicate\":3,\"rejected\":[]}");

    JsonNode accounting = client.accountingOnceLoaded();
    assertThat(accounting.toString())
        .isEqualTo(
            "{\"accepted\":2,\"duplicate\":3,\"retransmitted\":1,\"rejected\":0,\"received\":4,"
                + "\"lost\":0,\"isolates\":2,\"journalSeq\":2,\"loadedSeq\":2,\"deadLetters\":0,"
                + "\"deadLettersDropped\":0}");
    assertThat(stored().rows()).isEqualTo(2);
  }

  @Test
  void gapsInAnIsolatesNumbering_areLostUntilTheyArrive() throws Exception {
    client.post(Lines.exposure("e0", "iso", 0), Lines.exposure("e4", "iso", 4));
    assertThat(client.accounting().get("lost").asLong()).isEqualTo(3);
    client.post(Lines.exposure("e2", "iso", 2));
    assertThat(client.accounting().get("lost").asLong()).isEqualTo(2);
    assertThat(client.accounting().get("received").asLong()).isEqualTo(3);
    long later = System.currentTimeMillis() + 60_000;
    assertThat(client.accounting("?since=" + later).get("lost").asLong()).isZero();
    assertThat(client.accounting("?since=" + (later - 120_000)).get("lost").asLong()).isEqualTo(2);
    assertThat(client.accounting("?since=-1").get("detail").asString())
        .isEqualTo("since == \"-1\", must be milliseconds since 1970");
  }

  @Test
  void rejectedLines_areNamedAndDoNotHarmTheirNeighbours() throws Exception {
    String broken = Lines.exposure("e1", "iso", 1).replace("\"banner\"", "7");
    HttpResponse<String> response =
        client.post(Lines.exposure("e0", "iso", 0), "", broken, "nonsense");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"accepted\":1,\"duplicate\":0,\"rejected\":["
                + "{\"line\":3,\"reason\":\"experiment == 7, must be a string\"},"
                + "{\"line\":4,\"reason\":\"line is not JSON: Unrecognized token 'nonsense': was"
                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false')\"}]}");
    assertThat(client.accounting().get("rejected").asLong()).isEqualTo(2);
    assertThat(client.accounting().get("lost").asLong()).isZero();
  }

  @Test
  void jsonArray_isTakenElementByElement() throws Exception {
    String twice = Lines.exposure("e1", "iso", 1).replace("}", ",\"unit\":\"b\"}");
    String array =
        "[ %s ,\n 7, \"text\" , %s,%s]"
            .formatted(Lines.exposure("e0", "iso", 0), twice, Lines.order("o 2", "iso", 2, 1));
    HttpResponse<String> response = postJson(array);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"accepted\":1,\"duplicate\":0,\"rejected\":["
                + "{\"line\":2,\"reason\":\"line is not a JSON object\"},"
                + "{\"line\":3,\"reason\":\"line is not a JSON object\"},"
                + "{\"line\":4,\"reason\":\"line is not JSON: Duplicate Object property"
                + " \\\"unit\\\"\"},"
                + "{\"line\":5,\"reason\":\"id == \\\"o 2\\\", must be a match of"
                + " ^[A-Za-z0-9_.:-]{1,64}$\"}]}");
    assertThat(client.post(Lines.exposure("e0", "iso", 0)).body()).contains("\"duplicate\":1");
    assertThat(postJson(Lines.exposure("e9", "iso", 3)).body()).contains("\"accepted\":1");
    assertThat(postJson("[]").body()).contains("\"accepted\":0");
  }

  @Test
  void jsonThatIsNoBatch_isAProblemAndLeavesNothing() throws Exception {
    String line = Lines.exposure("e0", "iso", 0);
    for (String wrong : new String[] {"", "7", "[" + line, "[" + line + "] []", "{", "[,]"}) {
      assertThat(postJson(wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertProblem(postJson("7"), 400, "body must be a JSON array of events, or one event");
    String many = "[" + "{},".repeat(Batch.MOST_LINES) + "{}]";
    assertProblem(postJson(many), 413, "lines > 1000, must be <= 1000");
    assertThat(postJson("[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(client.accounting().get("accepted").asLong()).isZero();
    assertThat(client.accounting().get("rejected").asLong()).isZero();
  }

  private HttpResponse<String> postJson(String body) throws Exception {
    return client.send(
        client
            .events()
            .setHeader("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void gzip_isInflatedWithinTheSameLimit() throws Exception {
    byte[] small = gzip(Lines.exposure("e0", "iso", 0));
    HttpResponse<String> response =
        client.send(
            client
                .events()
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(small)));
    assertThat(response.body()).isEqualTo("{\"accepted\":1,\"duplicate\":0,\"rejected\":[]}");

    byte[] bomb = gzip(" ".repeat(Batch.MOST_BYTES + 1));
    assertProblem(
        client.send(
            client
                .events()
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb))),
        413,
        "body > 1048576 bytes, must be <= 1048576");
  }

  @Test
  void limits_holdToTheByteAndTheLine() throws Exception {
    String blank = " ".repeat(Batch.MOST_BYTES);
    assertThat(client.post(blank).statusCode()).isEqualTo(200);
    assertProblem(client.post(blank + " "), 413, "body > 1048576 bytes, must be <= 1048576");
    assertProblem(client.post(blank.repeat(8)), 413, "body > 1048576 bytes, must be <= 1048576");
    String[] lines = new String[Batch.MOST_LINES + 1];
    Arrays.fill(lines, "{}");
    assertProblem(client.post(lines), 413, "lines > 1000, must be <= 1000");
    assertThat(client.accounting().get("rejected").asLong()).isZero();
  }

  @Test
  void badRequests_areProblemsAndLeaveNothing() throws Exception {
    String line = Lines.exposure("e0", "iso", 0);
    assertProblem(
        client.send(client.request("/v1/events").POST(BodyPublishers.ofString(line))),
        401,
        "Authorization must be \"Bearer <ingest key>\"");
    assertProblem(
        client.send(client.request("/v1/accounting").header("Authorization", "Bearer no").GET()),
        401,
        "Authorization must be \"Bearer <ingest key>\"");
    assertProblem(
        client.send(
            client
                .events()
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(line))),
        415,
        "Content-Type == \"text/plain\", must be application/x-ndjson or application/json");
    assertProblem(
        client.send(
            client.events().header("Content-Encoding", "br").POST(BodyPublishers.ofString(line))),
        415,
        "Content-Encoding == \"br\", must be gzip or absent");
    assertProblem(
        client.send(
            client.events().header("Content-Encoding", "gzip").POST(BodyPublishers.ofString(line))),
        400,
        "body is not gzip: Not in GZIP format");
    assertProblem(client.send(client.request("/other").GET()), 404, "GET /other is not served");
    assertThat(client.accounting().get("accepted").asLong()).isZero();
  }

  @Test
  void health_isOpen() throws Exception {
    HttpResponse<String> response = client.send(client.request("/health").GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(client.send(client.request("/healthz").GET()).body()).isEqualTo(response.body());
    assertThat(client.send(client.request("/readyz").GET()).body())
        .isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void metrics_countWhatBecameOfEvents() throws Exception {
    client.post(Lines.exposure("e0", "iso", 0), Lines.exposure("e0", "iso", 1), "nonsense");
    client.accountingOnceLoaded();
    assertThat(client.send(client.request("/metrics").GET()).statusCode()).isEqualTo(401);
    HttpResponse<String> metrics =
        client.send(client.request("/metrics").header("Authorization", "Bearer " + Client.KEY));
    assertThat(metrics.headers().firstValue("Content-Type")).hasValue(Meters.CONTENT_TYPE);
    assertThat(metrics.body().lines())
        .contains(
            "rimlight_ingest_events_total{outcome=\"accepted\"} 1.0",
            "rimlight_ingest_events_total{outcome=\"duplicate\"} 1.0",
            "rimlight_ingest_events_total{outcome=\"rejected\"} 1.0",
            "rimlight_ingest_batches_total 1.0",
            "rimlight_ingest_commits_seconds_count 1",
            "rimlight_ingest_parts_total 1.0",
            "rimlight_ingest_lag_rows 0.0",
            "rimlight_ingest_lag_seconds 0.0",
            "rimlight_ingest_dead_letters 1.0",
            "rimlight_ingest_room_requests 100.0",
            "rimlight_ingest_room_bytes 6.7108864E7")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    String guide =
        Files.readString(
            Path.of(
                Objects.requireNonNull(System.getProperty("rimlight.root")),
                "docs/guides/operate.md"));
    assertThat(names(guide)).isEqualTo(names(metrics.body()));
  }

  private static Set<String> names(String text) {
    return Pattern.compile("rimlight_ingest_[a-z_]+")
        .matcher(text)
        .results()
        .map(match -> match.group().replaceFirst("_(count|sum|bucket|max)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void secondStart_continuesWhereItWas() throws Exception {
    client.post(Lines.exposure("e0", "iso", 0));
    ingest.close();
    assertThat(stored().rows()).isEqualTo(1);
    start();
    client.post(Lines.exposure("e0", "iso", 0), Lines.exposure("e1", "iso", 1));
    JsonNode accounting = client.accountingOnceLoaded();
    assertThat(accounting.get("accepted").asLong()).isEqualTo(2);
    assertThat(accounting.get("journalSeq").asLong()).isEqualTo(2);
    assertThat(stored().distinctIds()).isEqualTo(2);
    assertThat(stored().rows()).isEqualTo(2);
  }

  @Test
  void dataFolderInUse_isRefused() {
    assertThatThrownBy(() -> Ingest.start(settings(0), InstantSource.system()))
        .isInstanceOf(CannotStart.class)
        .hasMessage("data folder " + data + " is in use by another ingest");
  }

  private EventCounts stored() {
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      return warehouse.counts();
    }
  }

  private static void assertProblem(HttpResponse<String> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"status\":" + status)
        .contains("\"detail\":\"" + detail.replace("\"", "\\\"") + "\"");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
