package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was rejected can be read, mended and sent through the door again, and never fills the disk.
final class DeadLettersTest {
  private static final String BROKEN = Lines.order("o1", "iso", 1, 5).replace("order", "");
  private static final String MENDED = Lines.order("o1", "iso", 1, 5);

  @TempDir Path data;
  private Ingest ingest;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    IngestKey key = new IngestKey(Client.KEY);
    Ingest.Settings settings =
        new Ingest.Settings(
            "127.0.0.1", 0, data, "test", key, Duration.ofMillis(20), Optional.empty());
    ingest = Ingest.start(settings, InstantSource.fixed(Instant.ofEpochMilli(Lines.AT)));
    client = new Client(ingest.port());
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void rejectedLine_isKeptAsItCameWithTheReason() throws Exception {
    client.post(Lines.exposure("e0", "iso", 0), BROKEN, "nonsense");
    client.post(BROKEN);
    JsonNode listing = get("/v1/dead-letters");
    assertThat(listing.get("held").asLong()).isEqualTo(2);
    assertThat(listing.get("dropped").asLong()).isZero();
    assertThat(listing.get("next").isNull()).isTrue();
    JsonNode letter = listing.get("deadLetters").get(0);
    assertThat(letter.get("id").asLong()).isEqualTo(1);
    assertThat(letter.get("receivedAt").asLong()).isEqualTo(Lines.AT);
    assertThat(letter.get("reason").asString())
        .isEqualTo("name == \"\", must be 1..64 characters long");
    assertThat(letter.get("line").asString()).isEqualTo(BROKEN);
    assertThat(get("/v1/dead-letters/1")).isEqualTo(letter);
    assertThat(client.accounting().get("deadLetters").asLong()).isEqualTo(2);
  }

  @Test
  void pages_leadThroughAllOfThem() throws Exception {
    client.post("broken-1", "broken-2", "broken-3", "broken-4", "broken-5");
    List<String> lines = new ArrayList<>();
    String page = "/v1/dead-letters?limit=2";
    int pages = 0;
    for (boolean more = true; more; pages++) {
      JsonNode listing = get(page);
      listing.get("deadLetters").forEach(letter -> lines.add(letter.get("line").asString()));
      more = !listing.get("next").isNull();
      page = "/v1/dead-letters?limit=2&after=" + listing.get("next").asString("");
    }
    assertThat(lines).containsExactly("broken-1", "broken-2", "broken-3", "broken-4", "broken-5");
    assertThat(pages).isEqualTo(3);
    assertThat(send("GET", "/v1/dead-letters?limit=0", "").body())
        .contains("limit == 0, must be in 1..1000");
  }

  @Test
  void mendedLine_goesThroughTheDoorAndLeavesTheTable() throws Exception {
    client.post(Lines.exposure("e0", "iso", 0), BROKEN);
    HttpResponse<String> replayed = send("POST", "/v1/dead-letters/1/replay", MENDED);
    assertThat(replayed.statusCode()).isEqualTo(200);
    assertThat(replayed.body()).isEqualTo("{\"accepted\":1,\"duplicate\":0,\"rejected\":[]}");
    assertThat(get("/v1/dead-letters").get("held").asLong()).isZero();
    assertThat(send("POST", "/v1/dead-letters/1/replay", MENDED).statusCode()).isEqualTo(404);

    JsonNode accounting = client.accountingOnceLoaded();
    assertThat(accounting.get("accepted").asLong()).isEqualTo(2);
    assertThat(accounting.get("received").asLong()).isEqualTo(2);
    assertThat(accounting.get("lost").asLong()).isZero();
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo(2);
    }
  }

  @Test
  void lineThatIsStillBroken_staysAndIsNotCountedAgain() throws Exception {
    client.post(BROKEN);
    HttpResponse<String> replayed = send("POST", "/v1/dead-letters/1/replay", "");
    assertThat(replayed.statusCode()).isEqualTo(422);
    assertThat(replayed.body()).contains("name == \\\"\\\", must be 1..64 characters long");
    assertThat(client.accounting().get("rejected").asLong()).isEqualTo(1);
    assertThat(client.accounting().get("deadLetters").asLong()).isEqualTo(1);
  }

  @Test
  void droppedLine_isGone() throws Exception {
    client.post(BROKEN);
    assertThat(send("DELETE", "/v1/dead-letters/1", "").body()).isEqualTo("{\"dropped\":1}");
    assertThat(send("DELETE", "/v1/dead-letters/1", "").statusCode()).isEqualTo(404);
    assertThat(client.accounting().get("deadLetters").asLong()).isZero();
  }

  @Test
  void withoutTheKey_nothingIsShownOrChanged() throws Exception {
    client.post(BROKEN);
    for (String[] request :
        new String[][] {
          {"GET", "/v1/dead-letters"},
          {"GET", "/v1/dead-letters/1"},
          {"POST", "/v1/dead-letters/1/replay"},
          {"DELETE", "/v1/dead-letters/1"}
        }) {
      HttpResponse<String> response =
          client.send(client.request(request[1]).method(request[0], BodyPublishers.ofString("")));
      assertThat(response.statusCode()).as(request[1]).isEqualTo(401);
    }
    assertThat(client.accounting().get("deadLetters").asLong()).isEqualTo(1);
  }

  @Test
  void tooMany_pushOutTheOldestAndAreCounted() throws SQLException {
    try (Journal journal = Journal.open(data.resolve("other.sqlite"))) {
      for (int from = 0; from < DeadLetters.MOST_HELD + 500; from += Batch.MOST_LINES / 2) {
        append(
            journal,
            IntStream.range(from, from + Batch.MOST_LINES / 2)
                .mapToObj(i -> "broken-" + i)
                .toList());
      }
      assertThat(journal.accounting().deadLetters()).isEqualTo(DeadLetters.MOST_HELD);
      assertThat(journal.accounting().deadLettersDropped()).isEqualTo(500);
      assertThat(journal.deadLetters(0, 1).deadLetters().getFirst().line()).isEqualTo("broken-500");
    }
  }

  @Test
  void tooLarge_pushOutTheOldestAndAreCounted() throws SQLException {
    String large = "x".repeat(Batch.MOST_BYTES - 100);
    long room = DeadLetters.MOST_BYTES / large.length();
    try (Journal journal = Journal.open(data.resolve("other.sqlite"))) {
      for (int i = 0; i < room + 3; i++) {
        append(journal, List.of(large + "%03d".formatted(i)));
      }
      assertThat(journal.accounting().deadLettersDropped()).isEqualTo(3);
      assertThat(journal.accounting().deadLetters()).isEqualTo(room);
      DeadLetters.Page page = journal.deadLetters(0, 1_000);
      assertThat(page.deadLetters()).hasSize(2);
      assertThat(page.deadLetters().getFirst().line()).endsWith("003");
      assertThat(page.next()).hasValue(page.deadLetters().getLast().id());
    }
  }

  private static void append(Journal journal, List<String> lines) throws SQLException {
    Batch batch = Batch.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    journal.append(List.of(batch), Instant.ofEpochMilli(Lines.AT));
  }

  private JsonNode get(String path) throws Exception {
    return JsonMapper.shared().readTree(send("GET", path, "").body());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        client
            .request(path)
            .header("Authorization", "Bearer " + Client.KEY)
            .method(method, BodyPublishers.ofString(body)));
  }
}
