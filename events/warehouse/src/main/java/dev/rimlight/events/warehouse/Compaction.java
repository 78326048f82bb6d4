package dev.rimlight.events.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Keeps the number of files per day small while a load adds one every second.
///
/// A merged part takes its place in one step; from then on readers drop the pieces, whose ranges it
/// contains. The pieces are deleted only later, so that a reader that listed the folder a moment
/// ago still finds what it listed: at no moment is an event shown twice or not at all.
public final class Compaction {
  /// A day with more parts than this is merged.
  static final int MOST_PARTS = 16;

  /// At least so many of the latest parts are merged at once.
  static final int FEWEST_MERGED = 8;

  /// How long after a merge its pieces stay: longer than any reader takes from listing to reading.
  static final Duration PIECES_STAY = Duration.ofSeconds(30);

  private final Layout layout;
  private final PartWriter writer;

  public Compaction(Layout layout, PartWriter writer) {
    this.layout = layout;
    this.writer = writer;
  }

  /// To be called by the one who writes parts, between writes: every range below the highest must
  /// be complete.
  public void run(Instant now) {
    try {
      for (LocalDate day : layout.days()) {
        compact(layout.parts(day), now);
      }
    } catch (IOException | SQLException e) {
      throw new WarehouseFailure("merge parts of " + layout.root(), e);
    }
  }

  private void compact(List<Part> parts, Instant now) throws IOException, SQLException {
    List<Part> current = Part.current(parts);
    for (Part part : parts) {
      if (!current.contains(part) && mayGo(part, current, now)) {
        Files.delete(part.file());
      }
    }
    if (current.size() > MOST_PARTS) {
      writer.merge(current.subList(firstMerged(current), current.size()));
    }
  }

  private static boolean mayGo(Part piece, List<Part> current, Instant now) throws IOException {
    for (Part part : current) {
      if (part.range().contains(piece.range())) {
        Instant merged = Files.getLastModifiedTime(part.file()).toInstant();
        return merged.plus(PIECES_STAY).isBefore(now);
      }
    }
    return false;
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
