package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.VitalSummary;
import dev.rimlight.events.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A vital that grows while a page is open is reported again under its id: the latest report is
/// what the warehouse answers with, whatever order they arrive in and however often they are sent.
final class VitalsTest {
  @TempDir Path data;

  @Test
  void laterReportOfAVital_replacesTheEarlierOne() throws Exception {
    String first = vital("v1-cls", 1, 10, 0.02);
    String last = vital("v1-cls", 3, 30, 0.31);
    String between = vital("v1-cls", 2, 20, 0.11);
    JsonNode accounting = take(first, last, between, last, first);
    assertThat(accounting.get("accepted").asLong()).isEqualTo(4);
    assertThat(accounting.get("duplicate").asLong()).isEqualTo(2);
    assertThat(accounting.get("retransmitted").asLong()).isEqualTo(2);
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.vitals("banner", Instant.ofEpochMilli(Lines.AT)))
          .containsExactly(new VitalSummary("CLS", "on", 1, 0.31, 0.31, 0.31));
      assertThat(warehouse.counts().rows()).isEqualTo(4);
      assertThat(warehouse.counts().distinctIds()).isEqualTo(4);
    }
  }

  private JsonNode take(String... vitals) throws Exception {
    Ingest.Settings settings =
        new Ingest.Settings(
            "127.0.0.1",
            0,
            data,
            "test",
            new IngestKey(Client.KEY),
            Duration.ofMillis(10),
            Optional.empty());
    try (Ingest ingest = Ingest.start(settings, InstantSource.system())) {
      Client client = new Client(ingest.port());
      client.post(Lines.exposure("a", "iso", 0));
      for (String vital : vitals) {
        assertThat(client.post(vital).statusCode()).isEqualTo(200);
      }
      return client.accountingOnceLoaded();
    }
  }

  private static String vital(String id, long seq, long afterMillis, double value) {
    return """
    {"id":"%s","kind":"vital","at":%d,"unit":"u-a","isolate":"iso","seq":%d,\
    "name":"CLS","value":%s}\
    """
        .formatted(id, Lines.AT + afterMillis, seq, value);
  }
}
