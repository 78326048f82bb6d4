package dev.rimlight.events.ingest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.LongStream;

/// Ids that are no longer in memory: runs in the order of their hashes, each behind a filter, in a
/// SQLite file of its own.
///
/// One thread makes runs; everything else is called under the journal's lock.
final class ShelvedIds implements AutoCloseable {
  /// When there are more, the oldest is forgotten: the filters then take 128 MB.
  static final int MOST_RUNS = 32;

  /// Not forced to the disk at each commit: what is lost is made again from the journal.
  private static final String SETTINGS =
      "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000&jdbc.get_generated_keys=false";

  private static final long[] NONE = {};

  private final Connection writing;
  private final Connection reading;
  private final Deque<Run> runs = new ArrayDeque<>(MOST_RUNS + 1);

  /// @param upTo the last event of the journal whose id is in it
  private record Run(long number, long upTo, HashFilter filter, PreparedStatement select) {}

  private ShelvedIds(Connection writing, Connection reading) {
    this.writing = writing;
    this.reading = reading;
  }

  static ShelvedIds open(Path file) throws SQLException {
    String url = "jdbc:sqlite:" + file + SETTINGS;
    try {
      Connection writing = DriverManager.getConnection(url);
      execute(
          writing,
          "create table if not exists run"
              + " (number integer primary key, up_to integer not null, filter blob not null)");
      ShelvedIds shelved = new ShelvedIds(writing, DriverManager.getConnection(url));
      shelved.showFrom(0);
      return shelved;
    } catch (SQLException e) {
      throw new SQLException(
          "cannot open the known ids in %s: %s; when the file is gone they are made again from the journal"
              .formatted(file, e.getMessage()),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  /// The last event of the journal whose id is in a run.
  long upTo() {
    return runs.isEmpty() ? 0 : runs.getLast().upTo;
  }

  /// Where ids with this hash are, one place for each run that has it.
  long[] seqsOf(long hash) throws SQLException {
    long[] seqs = NONE;
    for (Run run : runs) {
      if (run.filter.mayHold(hash)) {
        seqs = joined(seqs, seqsOf(run.select, hash));
      }
    }
    return seqs;
  }

  private static long[] seqsOf(PreparedStatement select, long hash) throws SQLException {
    select.setLong(1, hash);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new long[] {row.getLong(1)} : NONE;
    }
  }

  private static long[] joined(long[] some, long[] more) {
    return LongStream.concat(LongStream.of(some), LongStream.of(more)).toArray();
  }

  Making make(long size) throws SQLException {
    return new Making(runs.isEmpty() ? 1 : runs.getLast().number + 1, size);
  }

  /// A run while it is filled, in the order of hashes. Closed before it is finished, it never was.
  final class Making implements AutoCloseable {
    private final long number;
    private final HashFilter filter;
    private final PreparedStatement insert;
    private long upTo;
    private boolean finished;

    private Making(long number, long size) throws SQLException {
      this.number = number;
      this.filter = HashFilter.of(size);
      execute(writing, "begin immediate");
      execute(
          writing,
          "create table %s (hash integer primary key, seq integer not null)"
              .formatted(table(number)));
      this.insert =
          writing.prepareStatement("insert into %s values (?, ?)".formatted(table(number)));
    }

    void add(long hash, long seq) throws SQLException {
      insert.setLong(1, hash);
      insert.setLong(2, seq);
      insert.executeUpdate();
      filter.put(hash);
      upTo = Math.max(upTo, seq);
    }

    void finish() throws SQLException {
      try (PreparedStatement run = writing.prepareStatement("insert into run values (?, ?, ?)")) {
        run.setLong(1, number);
        run.setLong(2, upTo);
        run.setBytes(3, filter.bytes());
        run.executeUpdate();
      }
      execute(writing, "commit");
      finished = true;
    }

    @Override
    public void close() throws SQLException {
      insert.close();
      if (!finished) {
        execute(writing, "rollback");
      }
    }
  }

  /// Looks into what was finished since the last time, and no longer into more than there is room
  /// for.
  void showLatest() throws SQLException {
    showFrom(runs.isEmpty() ? 0 : runs.getLast().number + 1);
    while (runs.size() > MOST_RUNS) {
      forgetOldest();
    }
  }

  private void showFrom(long number) throws SQLException {
    try (Statement statement = reading.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select number, up_to, filter from run where number >= %d order by number"
                    .formatted(number))) {
      while (row.next()) {
        PreparedStatement select =
            reading.prepareStatement(
                "select seq from %s where hash = ?".formatted(table(row.getLong(1))));
        runs.add(new Run(row.getLong(1), row.getLong(2), HashFilter.read(row.getBytes(3)), select));
      }
    }
  }

  /// Runs all of whose events came before this one are of no use any more.
  void forgetBefore(long seq) throws SQLException {
    while (!runs.isEmpty() && runs.getFirst().upTo < seq) {
      forgetOldest();
    }
  }

  private void forgetOldest() throws SQLException {
    Run oldest = runs.removeFirst();
    oldest.select.close();
    execute(writing, "begin immediate");
    execute(writing, "drop table " + table(oldest.number));
    execute(writing, "delete from run where number = " + oldest.number);
    execute(writing, "commit");
  }

  private static String table(long number) {
    return "run_" + number;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    reading.close();
    writing.close();
  }
}
