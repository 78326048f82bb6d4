package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.EventCounts;
import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A unit that is to be forgotten is in no file of the data folder afterwards, and a receipt says
/// what went. The unit of an exposure with id `x` is `u-x`.
final class ErasureTest {
  private static final String UNIT = "u-anna-4711";

  /// `printf u-anna-4711 | sha256sum`
  private static final String DIGEST =
      "67315fb0e8b621a4df208611d102f698dd4326e8cd1cbdeb5bc30273d949b09d";

  @TempDir Path data;

  @Test
  void erasedUnit_isNowhereAndTheReceiptSaysWhatWent() throws Exception {
    try (Ingest ingest = start(Duration.ofMillis(10))) {
      Client client = new Client(ingest.port());
      client.post(
          Lines.exposure("anna-4711", "iso", 0),
          Lines.exposure("ben", "iso", 1),
          Lines.exposure("anna-4711", "iso", 2).replace("\"anna-4711\"", "\"second\""),
          Lines.exposure("anna-4711", "iso", 3).replace("exposure", "exposed"),
          "no JSON at all, " + UNIT);
      client.accountingOnceLoaded();
      assertThat(filesThatName(UNIT)).isNotEmpty();

      HttpResponse<String> response = erase(client, UNIT);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .isEqualTo(
              "{\"id\":1,\"unitSha256\":\"%s\",\"requestedAt\":%d,\"finishedAt\":%d,"
                      .formatted(DIGEST, Lines.AT, Lines.AT)
                  + "\"storedRows\":2,\"journalLines\":2,\"deadLetters\":2}");
      assertThat(filesThatName(UNIT)).isEmpty();
      assertThat(stored().rows()).isEqualTo(1);
      JsonNode receipts = json(get(client, "/v1/erasures"));
      assertThat(receipts.get("erasures")).hasSize(1);
      assertThat(receipts.get("erasures").get(0)).isEqualTo(json(response));

      HttpResponse<String> again = client.post(Lines.exposure("anna-4711", "iso", 0));
      assertThat(again.body())
          .contains("\"duplicate\":1"); // what a spool sends late brings nothing back
      client.post(Lines.exposure("carl", "iso", 4));
      client.accountingOnceLoaded();
      assertThat(stored().rows()).isEqualTo(2);
      assertThat(json(erase(client, UNIT)).get("storedRows").asLong()).isZero();
    }
    assertThat(filesThatName(UNIT)).isEmpty();
  }

  @Test
  void erasedPerson_goesWithTheRowsOfAllTheirDevices() throws Exception {
    try (Ingest ingest = start(Duration.ofMillis(10))) {
      Client client = new Client(ingest.port());
      String ofPerson = "\"kind\":\"exposure\",\"person\":\"p-anna\"";
      client.post(
          Lines.exposure("phone", "iso", 0).replace("\"kind\":\"exposure\"", ofPerson),
          Lines.exposure("laptop", "iso", 1).replace("\"kind\":\"exposure\"", ofPerson),
          Lines.exposure("ben", "iso", 2));
      client.accountingOnceLoaded();

      JsonNode receipt = json(erase(client, "p-anna"));

      assertThat(receipt.get("storedRows").asLong()).isEqualTo(2);
      assertThat(receipt.get("journalLines").asLong()).isEqualTo(2);
      assertThat(stored().rows()).isEqualTo(1);
    }
    assertThat(filesThatName("p-anna")).isEmpty();
  }

  @Test
  void requestThatWasCutShort_isFinishedAtTheNextStart() throws Exception {
    try (Ingest ingest = start(Duration.ofMillis(10))) {
      Client client = new Client(ingest.port());
      client.post(Lines.exposure("anna-4711", "iso", 0), Lines.exposure("ben", "iso", 1));
      client.accountingOnceLoaded();
    }
    try (Journal journal = Journal.open(data.resolve("journal.sqlite"))) {
      journal.requestErasure(UNIT, Instant.ofEpochMilli(Lines.AT));
      // An attempt that ended here had counted two rows and removed one of them.
      journal.erasureCounted(journal.pendingErasures().getFirst(), 2);
    }
    try (Ingest ingest = start(Duration.ofMillis(10))) {
      Client client = new Client(ingest.port());
      JsonNode receipt = json(get(client, "/v1/erasures")).get("erasures").get(0);
      while (receipt.get("finishedAt").isNull()) {
        Thread.sleep(10);
        receipt = json(get(client, "/v1/erasures")).get("erasures").get(0);
      }
      assertThat(receipt.get("storedRows").asLong()).isEqualTo(2);
      assertThat(receipt.get("journalLines").asLong()).isEqualTo(1);
      assertThat(stored().rows()).isEqualTo(1);
      assertThat(filesThatName(UNIT)).isEmpty();
    }
  }

  @Test
  void requestsThatNameNoUnit_areRefused() throws Exception {
    try (Ingest ingest = start(Duration.ofMillis(10))) {
      Client client = new Client(ingest.port());
      assertThat(post(client, "{}").body())
          .contains("unit is missing, must be given for an erasure");
      assertThat(post(client, "[]").statusCode()).isEqualTo(400);
      assertThat(post(client, "x").statusCode()).isEqualTo(400);
      assertThat(post(client, "").statusCode()).isEqualTo(400);
      assertThat(
              client
                  .send(
                      client
                          .request("/v1/erasures")
                          .POST(BodyPublishers.ofString("{\"unit\":\"u\"}")))
                  .statusCode())
          .isEqualTo(401);
      assertThat(json(get(client, "/v1/erasures")).get("erasures")).isEmpty();
    }
  }

  private Ingest start(Duration pause) throws Exception {
    Ingest.Settings settings =
        new Ingest.Settings(
            "127.0.0.1", 0, data, "test", new IngestKey(Client.KEY), pause, Optional.empty());
    return Ingest.start(settings, InstantSource.fixed(Instant.ofEpochMilli(Lines.AT)));
  }

  private static HttpResponse<String> erase(Client client, String unit) throws Exception {
    return post(client, "{\"unit\":\"%s\"}".formatted(unit));
  }

  private static HttpResponse<String> post(Client client, String body) throws Exception {
    return client.send(
        client
            .request("/v1/erasures")
            .header("Authorization", "Bearer " + Client.KEY)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(Client client, String path) throws Exception {
    return client.send(client.request(path).header("Authorization", "Bearer " + Client.KEY).GET());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private EventCounts stored() {
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      return warehouse.counts();
    }
  }

  /// Of the journal, what it writes ahead, and Parquet.
  private List<Path> filesThatName(String unit) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> names(file, unit)).toList();
    }
  }

  private static boolean names(Path file, String unit) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(unit);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
