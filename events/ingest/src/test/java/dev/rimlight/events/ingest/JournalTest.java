package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Range;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal plans loads that a crash cannot change, and forgets only what it may.
final class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path folder;

  @Test
  void unfinishedPlan_isTheSameAfterARestartAlthoughMoreArrived() throws SQLException {
    try (Journal journal = open()) {
      append(journal, Lines.exposure("e0", "iso", 0), Lines.exposure("e1", "iso", 1));
      assertThat(journal.plan()).hasValue(new Range(1, 2));
    }
    try (Journal journal = open()) {
      append(journal, Lines.exposure("e2", "iso", 2));
      assertThat(journal.plan()).hasValue(new Range(1, 2));
      assertThat(journal.events(new Range(1, 2))).hasSize(2);
      journal.loaded(new Range(1, 2));
      assertThat(journal.plan()).hasValue(new Range(3, 3));
      journal.loaded(new Range(3, 3));
      assertThat(journal.plan()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void cleanUp_dropsOnlyWhatIsLoadedAndOlderThanTheWindow() throws SQLException {
    try (Journal journal = open()) {
      append(journal, Lines.exposure("e0", "iso", 0), Lines.exposure("e1", "iso", 1));
      Instant later = NOW.plus(Journal.DUPLICATE_WINDOW).plus(Duration.ofMillis(1));
      assertThat(journal.cleanUp(later)).isZero();
      journal.loaded(journal.plan().orElseThrow());
      assertThat(journal.cleanUp(NOW.plus(Journal.DUPLICATE_WINDOW))).isZero();
      Accounting before = journal.accounting();
      assertThat(journal.cleanUp(later)).isEqualTo(2);
      assertThat(journal.accounting()).isEqualTo(before);
      append(journal, Lines.exposure("e2", "iso", 2));
      assertThat(journal.plan()).hasValue(new Range(3, 3));
    }
  }

  private Journal open() throws SQLException {
    return Journal.open(folder.resolve("journal.sqlite"));
  }

  private static void append(Journal journal, String... lines) throws SQLException {
    Batch batch = Batch.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    journal.append(List.of(batch), NOW);
  }
}
