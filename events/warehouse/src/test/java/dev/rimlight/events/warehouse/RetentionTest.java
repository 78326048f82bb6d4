package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old days go as a whole, the others stay as they are.
final class RetentionTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");

  @TempDir Path folder;

  @Test
  void daysBeforeTheFirst_goAsAWhole() throws IOException {
    Layout layout = new Layout(folder, "production");
    Events events = new Events();
    for (int day = 0; day < 4; day++) {
      events.exposure("u" + day, "on", START.plus(Duration.ofDays(day)));
    }
    try (PartWriter writer = PartWriter.open(layout);
        Warehouse warehouse = Warehouse.open(folder, "production")) {
      writer.write(events.range(), events.list());
      Files.createFile(layout.day(DAY).resolve("part-x.parquet.tmp"));
      Retention retention = new Retention(layout);
      assertThat(retention.removeBefore(DAY)).isZero();
      assertThat(retention.removeBefore(DAY.plusDays(2))).isEqualTo(2);
      assertThat(layout.days()).containsExactly(DAY.plusDays(2), DAY.plusDays(3));
      assertThat(Files.exists(layout.day(DAY))).isFalse();
      assertThat(warehouse.counts().rows()).isEqualTo(2);
    }
  }
}
