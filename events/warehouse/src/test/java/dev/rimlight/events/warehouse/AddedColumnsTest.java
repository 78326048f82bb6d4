package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parts that were written before a column came are read and merged together with newer ones.
final class AddedColumnsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final String ADDED =
      "applied, weight, navigation, page, cache, colo, degraded, consent, subject, person, browser";

  @TempDir Path folder;

  private Layout layout;

  /// Two parts of one day: events 1 and 2 without the added columns, 3 and 4 with them.
  @BeforeEach
  void writeOldAndNew() throws SQLException {
    layout = new Layout(folder, "production");
    Events old = new Events().exposure("a", "off", START).exposure("b", "on", START);
    Events fresh =
        new Events(2)
            .exposure("c", "on", START)
            .with(
                new Event.Circumstances(
                    true,
                    4.0,
                    "navigate",
                    "p1",
                    "hit",
                    "FRA",
                    "kv",
                    "analytics",
                    "#buy",
                    "p-1",
                    "firefox"))
            .conversion("b", "order", 5.0, START.plusSeconds(1));
    try (PartWriter writer = PartWriter.open(layout)) {
      writer.write(old.range(), old.list());
      writer.write(fresh.range(), fresh.list());
    }
    Path part = layout.day(DAY).resolve(Part.name(old.range()));
    try (DuckDBConnection duck = Duck.open()) {
      String withoutThem =
          "create table old as select * exclude (%s) from read_parquet(%s, hive_partitioning = false)"
              .formatted(ADDED, Duck.literal(part));
      Duck.execute(duck, withoutThem);
      Duck.execute(duck, "copy old to %s (format parquet)".formatted(Duck.literal(part)));
    }
  }

  @Test
  void oldAndNewParts_answerTogether() throws IOException, SQLException {
    assertMoments();
    assertThat(values()).isEqualTo(List.of("null", "null", "true FRA #buy 4.0", "null"));
  }

  @Test
  void mergedParts_keepTheAddedColumns() throws IOException, SQLException {
    try (PartWriter writer = PartWriter.open(layout)) {
      writer.merge(Part.current(layout.parts(DAY)));
    }
    assertThat(Part.current(layout.parts(DAY))).hasSize(1);
    assertMoments();
    assertThat(values()).isEqualTo(List.of("null", "null", "true FRA #buy 4.0", "null"));
  }

  @Test
  void erasure_takesAUnitOfAnOldPartAndAPersonOfANewOne() throws IOException, SQLException {
    try (PartWriter writer = PartWriter.open(layout)) {
      UnitErasure erasure = new UnitErasure(layout, writer);
      assertThat(erasure.count("a")).isEqualTo(1);
      assertThat(erasure.count("p-1")).isEqualTo(1);
      erasure.run("a");
      erasure.run("p-1");
      assertThat(erasure.count("a")).isZero();
      assertThat(erasure.count("p-1")).isZero();
    }
    assertThat(values()).isEqualTo(List.of("null", "null"));
  }

  private void assertMoments() {
    try (Warehouse warehouse = Warehouse.open(folder, "production")) {
      MetricQuestion orders = new MetricQuestion("orders", "order", Kind.PROPORTION);
      ExperimentMoments moments =
          warehouse.moments(new ExperimentQuestion("banner", START, List.of(orders)));
      assertThat(moments.moments("off", "orders")).isEqualTo(Moments.ofProportion(1, 0));
      assertThat(moments.moments("on", "orders")).isEqualTo(Moments.ofProportion(2, 1));
      assertThat(warehouse.counts().rows()).isEqualTo(4);
    }
  }

  private List<String> values() throws IOException, SQLException {
    try (DuckDBConnection duck = Duck.open();
        Reading reading = Reading.of(duck, layout.currentParts(DAY))) {
      return reading.rows("added", row -> String.valueOf(row.getString("found")));
    }
  }
}
