package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is older than the days to keep goes from Parquet and dead letters, not a day sooner.
final class KeepDaysTest {
  @TempDir Path data;

  @Test
  void dayThatIsOldEnough_goesAndNotADaySooner() throws Exception {
    try (Ingest ingest = start(0, Optional.of(7))) {
      Client client = new Client(ingest.port());
      client.post(Lines.exposure("a", "iso", 0), "broken");
      client.accountingOnceLoaded();
    }
    start(7, Optional.of(7)).close();
    assertThat(rows()).isEqualTo(1);
    start(800, Optional.empty()).close();
    assertThat(rows()).isEqualTo(1);
    try (Ingest ingest = start(8, Optional.of(7))) {
      Client client = new Client(ingest.port());
      while (client.accounting().get("deadLetters").asLong() > 0) {
        Thread.sleep(10);
      }
    }
    assertThat(rows()).isZero();
  }

  private Ingest start(int daysLater, Optional<Integer> keepDays) throws Exception {
    Ingest.Settings settings =
        new Ingest.Settings(
            "127.0.0.1",
            0,
            data,
            "test",
            new IngestKey(Client.KEY),
            Duration.ofMillis(10),
            keepDays);
    Instant now = Instant.ofEpochMilli(Lines.AT).plus(Duration.ofDays(daysLater));
    return Ingest.start(settings, InstantSource.fixed(now));
  }

  private long rows() {
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      return warehouse.counts().rows();
    }
  }
}
