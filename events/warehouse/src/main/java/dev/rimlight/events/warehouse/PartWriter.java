package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes ranges of the journal as parts, one file per day and range. Writing the same range again
/// replaces the same files by the same rows, so that a load cut short is simply repeated.
public final class PartWriter implements AutoCloseable {
  private final Layout layout;
  private final DuckDBConnection duck;

  private PartWriter(Layout layout, DuckDBConnection duck) {
    this.layout = layout;
    this.duck = duck;
  }

  public static PartWriter open(Layout layout) {
    try {
      Layout.createFolder(layout.root());
      DuckDBConnection duck = Duck.open();
      Duck.execute(duck, Duck.text("part"));
      return new PartWriter(layout, duck);
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("open " + layout.root(), e);
    }
  }

  /// When this returns, all events are on disk under their final names. Returns how many parts
  /// there are of the range.
  public int write(Range range, List<StoredEvent> events) {
    Map<LocalDate, List<StoredEvent>> byDay =
        events.stream()
            .collect(Collectors.groupingBy(StoredEvent::day, TreeMap::new, Collectors.toList()));
    byDay.forEach((day, ofDay) -> writeDay(day, range, ofDay));
    return byDay.size();
  }

  private void writeDay(LocalDate day, Range range, List<StoredEvent> events) {
    Path folder = layout.day(day);
    Path part = folder.resolve(Part.name(range));
    try {
      Layout.createFolder(folder);
      Duck.execute(duck, "delete from part");
      append(events);
      copy("part", part);
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("write " + part, e);
    }
  }

  /// Makes one part of several neighbours, which stay until [Compaction] removes them.
  void merge(List<Part> neighbours) throws IOException, SQLException {
    Part first = neighbours.getFirst();
    Range range = first.range().upTo(neighbours.getLast().range());
    copy(Duck.rowsOf(neighbours), first.file().resolveSibling(Part.name(range)));
  }

  /// The same part, but for the rows of one unit or person.
  void writeWithout(String unit, Part part) throws IOException, SQLException {
    String key = Duck.literal(unit);
    copy(
        "%s where unit <> %s and person is distinct from %s"
            .formatted(withAllColumns(List.of(part)), key, key),
        part.file());
  }

  long rowsOf(String unit, List<Part> parts) throws SQLException {
    if (parts.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement =
        duck.prepareStatement(
            "select count(*) from " + withAllColumns(parts) + " where unit = ? or person = ?")) {
      statement.setString(1, unit);
      statement.setString(2, unit);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// Also the columns that came after the parts were written.
  private static String withAllColumns(List<Part> parts) {
    return "(from %s union all by name from part where false)".formatted(Duck.rowsOf(parts));
  }

  private void copy(String rows, Path part) throws IOException, SQLException {
    Path temporary = Layout.unfinished(part);
    Duck.execute(
        duck,
        "copy (from %s order by journal_seq) to %s (format parquet, compression zstd)"
            .formatted(rows, Duck.literal(temporary)));
    Layout.publish(temporary, part);
  }

  private void append(List<StoredEvent> events) throws SQLException {
    try (DuckDBAppender appender = duck.createAppender("main", "part")) {
      for (StoredEvent stored : events) {
        append(appender, stored);
      }
    }
  }

  private static void append(DuckDBAppender row, StoredEvent stored) throws SQLException {
    Event event = stored.event();
    row.beginRow();
    row.append(event.id());
    row.append(event.kind().text());
    row.append(utc(stored.at()));
    row.append(utc(stored.receivedAt()));
    row.append(event.unit());
    row.append(event.experiment());
    row.append(event.variant());
    row.append(event.revision());
    row.append(event.name());
    row.append(event.value());
    row.append(event.route());
    row.append(event.country());
    row.append(event.device());
    row.append(event.bot());
    row.append(event.source());
    row.append(event.isolate());
    row.append(event.seq());
    row.append(stored.journalSeq());
    append(row, event.circumstances());
    @Nullable Instant saidAt = stored.saidAt();
    row.append(saidAt == null ? null : utc(saidAt));
    row.append(event.circumstances().person());
    row.append(event.circumstances().browser());
    row.endRow();
  }

  private static void append(DuckDBAppender row, Event.Circumstances circumstances)
      throws SQLException {
    row.append(circumstances.applied());
    row.append(circumstances.weight());
    row.append(circumstances.navigation());
    row.append(circumstances.page());
    row.append(circumstances.cache());
    row.append(circumstances.colo());
    row.append(circumstances.degraded());
    row.append(circumstances.consent());
    row.append(circumstances.subject());
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  @Override
  public void close() {
    try {
      duck.close();
    } catch (SQLException e) {
      throw new WarehouseFailure("close", e);
    }
  }
}
