package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Removes every row of one unit. Each part that has some is replaced by one without them, in one
/// step and under the same name: cut short, it is simply repeated.
public final class UnitErasure {
  private final Layout layout;
  private final PartWriter writer;

  public UnitErasure(Layout layout, PartWriter writer) {
    this.layout = layout;
    this.writer = writer;
  }

  /// How many rows there are to be removed.
  public long count(String unit) {
    try {
      long rows = 0;
      for (LocalDate day : layout.days()) {
        rows += writer.rowsOf(unit, Part.current(layout.parts(day)));
      }
      return rows;
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("count rows in " + layout.root(), e);
    }
  }

  /// To be called by the one who writes parts, between writes: it also removes what a write that
  /// was cut short left behind.
  public void run(String unit) {
    try {
      for (LocalDate day : layout.days()) {
        layout.deleteUnfinished(day);
        Compaction.deletePieces(layout.parts(day));
        for (Part part : touched(unit, day)) {
          writer.writeWithout(unit, part);
        }
      }
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("remove rows from " + layout.root(), e);
    }
  }

  private List<Part> touched(String unit, LocalDate day) throws IOException, SQLException {
    List<Part> touched = new ArrayList<>();
    for (Part part : layout.parts(day)) {
      if (writer.rowsOf(unit, List.of(part)) > 0) {
        touched.add(part);
      }
    }
    return touched;
  }
}
