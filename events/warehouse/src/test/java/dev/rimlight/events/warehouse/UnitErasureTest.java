package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After an erasure no file below the warehouse holds the unit, and nobody else's row is missing,
/// also when the first attempt was cut short.
final class UnitErasureTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final String UNIT = "Anna's-visitor-4711";

  @TempDir Path folder;

  @Test
  void everyRowOfTheUnit_goesFromEveryDayAndPart() throws IOException {
    try (PartWriter writer = PartWriter.open(layout());
        Warehouse warehouse = Warehouse.open(folder, "production")) {
      write(writer);
      assertThat(warehouse.counts().rows()).isEqualTo(8);
      UnitErasure erasure = new UnitErasure(layout(), writer);
      assertThat(erasure.count(UNIT)).isEqualTo(4);
      assertThat(filesThatName(UNIT)).hasSize(3);
      Path untouched = layout().day(DAY.plusDays(1)).resolve(Part.name(new Range(7, 8)));
      Object before = Files.getLastModifiedTime(untouched);

      erasure.run(UNIT);

      assertThat(erasure.count(UNIT)).isZero();
      assertThat(filesThatName(UNIT)).isEmpty();
      assertThat(warehouse.counts().rows()).isEqualTo(4);
      assertThat(warehouse.counts().rows(Event.Kind.CONVERSION)).isEqualTo(1);
      assertThat(Files.getLastModifiedTime(untouched)).isEqualTo(before);
    }
  }

  @Test
  void attemptThatWasCutShort_isSimplyRepeated() throws IOException, SQLException {
    try (PartWriter writer = PartWriter.open(layout());
        Warehouse warehouse = Warehouse.open(folder, "production")) {
      write(writer);
      List<Part> parts = layout().parts(DAY);
      writer.writeWithout(UNIT, parts.getFirst()); // the first part was done
      Files.copy(parts.getLast().file(), Layout.unfinished(parts.getLast().file()));
      UnitErasure erasure = new UnitErasure(layout(), writer);

      erasure.run(UNIT);
      erasure.run(UNIT);

      assertThat(filesThatName(UNIT)).isEmpty();
      assertThat(warehouse.counts().rows()).isEqualTo(4);
      assertThat(warehouse.counts().distinctIds()).isEqualTo(4);
    }
  }

  @Test
  void piecesThatAMergeLeft_areErasedToo() throws IOException, SQLException {
    try (PartWriter writer = PartWriter.open(layout())) {
      write(writer);
      writer.merge(layout().currentParts(DAY).subList(0, 2));
      assertThat(layout().parts(DAY)).hasSize(3);
      new UnitErasure(layout(), writer).run(UNIT);
      assertThat(filesThatName(UNIT)).isEmpty();
      assertThat(layout().parts(DAY)).hasSize(1);
    }
  }

  /// Two parts of one day and two of the next; the last is without the unit.
  private static void write(PartWriter writer) {
    Events first = new Events().exposure(UNIT, "on", START).exposure("b", "off", START);
    Events second =
        new Events(2)
            .conversion(UNIT, "order", 5.0, START.plusSeconds(1))
            .vital(UNIT, "LCP", 900, START.plusSeconds(2));
    Events third =
        new Events(4)
            .exposure(UNIT, "on", START.plus(Duration.ofDays(1)))
            .conversion("b", "order", 7.0, START.plus(Duration.ofDays(1)));
    Events fourth =
        new Events(6)
            .exposure("c", "on", START.plus(Duration.ofDays(1)))
            .exposure("d", "off", START.plus(Duration.ofDays(1)));
    for (Events events : List.of(first, second, third, fourth)) {
      writer.write(events.range(), events.list());
    }
  }

  private List<Path> filesThatName(String unit) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> read(file).contains(unit)).toList();
    }
  }

  /// Strings stand in Parquet as they are, as long as a page is too small to be worth compressing;
  /// the first test shows that these are found.
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  private Layout layout() {
    return new Layout(folder, "production");
  }
}
