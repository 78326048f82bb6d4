package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A clock that runs ahead is corrected to the time of receipt and what it said is kept; an event
/// that is late keeps its time.
final class ClockSkewTest {
  private static final Duration AHEAD = StoredEvent.MOST_AHEAD;

  @TempDir Path folder;

  @Test
  void eventFromTheFuture_liesInTheDayOfItsReceiptAndKeepsWhatWasSaid()
      throws IOException, SQLException {
    assertThat(stored(START.plus(AHEAD).plusMillis(1)))
        .isEqualTo("2026-11-22 2026-11-22 10:00:00 2026-11-22 10:01:00.001");
    assertThat(stored(START.plus(Duration.ofDays(20_000))))
        .isEqualTo("2026-11-22 2026-11-22 10:00:00 2081-08-25 10:00:00");
  }

  @Test
  void eventWithinTheTolerance_keepsItsTime() throws IOException, SQLException {
    assertThat(stored(START.plus(AHEAD))).isEqualTo("2026-11-22 2026-11-22 10:01:00 null");
  }

  @Test
  void eventThatWaitedLong_keepsItsTime() throws IOException, SQLException {
    assertThat(stored(START.minus(Duration.ofDays(9))))
        .isEqualTo("2026-11-13 2026-11-13 10:00:00 null");
  }

  /// The day, `at` and `said_at` of an event that was received at [Events#START].
  private String stored(Instant at) throws IOException, SQLException {
    Event said = new Events().exposure("a", "on", at).list().getFirst().event();
    Layout layout = new Layout(folder, "at-" + at.toEpochMilli());
    try (PartWriter writer = PartWriter.open(layout)) {
      writer.write(new Range(1, 1), List.of(new StoredEvent(1, START, said)));
    }
    try (DuckDBConnection duck = Duck.open();
        Reading reading = Reading.of(duck, layout.currentParts(LocalDate.MIN))) {
      return layout.days().getFirst()
          + " "
          + reading.rows("said", row -> row.getString("found")).getFirst();
    }
  }
}
