package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merging parts changes no answer, also for a reader that looks all the time.
final class CompactionTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");

  @TempDir Path folder;

  @Test
  void manyParts_becomeFewWithoutLosingOrRepeatingARow() throws IOException {
    Layout layout = new Layout(folder, "production");
    try (PartWriter writer = PartWriter.open(layout);
        Warehouse warehouse = Warehouse.open(folder, "production")) {
      Compaction compaction = new Compaction(layout, writer);
      for (int part = 0; part < 40; part++) {
        write(writer, part);
        compaction.run();
        assertThat(warehouse.counts().rows()).isEqualTo(3L * (part + 1));
        assertThat(warehouse.counts().distinctIds()).isEqualTo(3L * (part + 1));
      }
      assertThat(Part.current(layout.parts(DAY))).hasSizeLessThanOrEqualTo(Compaction.MOST_PARTS);
    }
  }

  @Test
  void pieces_goWithTheMergeAlsoWhenItWasCutShort() throws IOException, SQLException {
    Layout layout = new Layout(folder, "production");
    try (PartWriter writer = PartWriter.open(layout)) {
      Compaction compaction = new Compaction(layout, writer);
      for (int part = 0; part < Compaction.MOST_PARTS + 1; part++) {
        write(writer, part);
      }
      compaction.run();
      List<Part> merged = layout.parts(DAY);
      assertThat(merged).hasSize(1);
      write(writer, Compaction.MOST_PARTS + 1);
      writer.merge(Part.current(layout.parts(DAY)));
      assertThat(layout.parts(DAY)).hasSize(3);
      compaction.run();
      assertThat(layout.parts(DAY)).hasSize(1);
    }
  }

  @Test
  void readerDuringMerges_neverSeesLessOrMoreThanWritten() throws InterruptedException {
    Layout layout = new Layout(folder, "production");
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean wrong = new AtomicBoolean();
    try (PartWriter writer = PartWriter.open(layout);
        Warehouse warehouse = Warehouse.open(folder, "production")) {
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                long last = 0;
                while (!done.get()) {
                  EventCounts counts = warehouse.counts();
                  if (counts.rows() < last || counts.rows() != counts.distinctIds()) {
                    wrong.set(true);
                  }
                  last = counts.rows();
                }
              });
      Compaction compaction = new Compaction(layout, writer);
      for (int part = 0; part < 60; part++) {
        write(writer, part);
        compaction.run();
      }
      done.set(true);
      reader.join();
    }
    assertThat(wrong).isFalse();
  }

  private static void write(PartWriter writer, int part) {
    Events events = new Events(3L * part);
    for (int i = 0; i < 3; i++) {
      events.exposure("u" + part + "-" + i, "on", START.plusSeconds(part));
    }
    writer.write(events.range(), events.list());
  }
}
