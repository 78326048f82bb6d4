package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/// Keeps the number of files per day small while a load adds one every second.
///
/// A merged part takes its place in one step, and its pieces are deleted at once: whoever reads all
/// files of the folder with a tool of their own sees each event once, but for the moment between
/// the two. Our own readers drop a piece whose range another part contains, so they see no such
/// moment, and ask again when a file that they listed has gone.
public final class Compaction {
  /// A day with more parts than this is merged.
  static final int MOST_PARTS = 16;

  /// At least so many of the latest parts are merged at once.
  static final int FEWEST_MERGED = 8;

  private final Layout layout;
  private final PartWriter writer;

  public Compaction(Layout layout, PartWriter writer) {
    this.layout = layout;
    this.writer = writer;
  }

  /// To be called by the one who writes parts, between writes: every range below the highest must
  /// be complete.
  public void run() {
    try {
      for (LocalDate day : layout.days()) {
        compact(day);
      }
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("merge parts of " + layout.root(), e);
    }
  }

  private void compact(LocalDate day) throws IOException, SQLException {
    List<Part> current = Part.current(layout.parts(day));
    if (current.size() > MOST_PARTS) {
      writer.merge(current.subList(firstMerged(current), current.size()));
    }
    deletePieces(layout.parts(day));
  }

  /// Also those of a merge that was cut short before it came to this.
  static void deletePieces(List<Part> parts) throws IOException {
    List<Part> current = Part.current(parts);
    for (Part part : parts) {
      if (!current.contains(part)) {
        Files.delete(part.file());
      }
    }
  }

  /// The latest parts, and before them all that are no larger than what is merged already: each
  /// event is then rewritten only as often as the size doubles.
  private static int firstMerged(List<Part> current) throws IOException {
    int first = current.size() - FEWEST_MERGED;
    long bytes = 0;
    for (Part part : current.subList(first, current.size())) {
      bytes += Files.size(part.file());
    }
    while (first > 0 && Files.size(current.get(first - 1).file()) <= bytes) {
      first--;
      bytes += Files.size(current.get(first).file());
    }
    return first;
  }
}
