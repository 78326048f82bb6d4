package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Range;
import dev.rimlight.events.warehouse.StoredEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The durable memory of the ingest: a SQLite file in WAL mode that forces each commit to the disk.
///
/// One connection writes, under a lock; another reads beside it.
final class Journal implements AutoCloseable {
  /// So long a second event with the same id is known to be a duplicate, unless more events came
  /// since than [ShelvedIds] has room for.
  static final Duration DUPLICATE_WINDOW = Duration.ofDays(7);

  /// The most events that one load carries: bounds the memory of a catch-up.
  static final int MOST_EVENTS_PER_LOAD = 50_000;

  /// The most rows that one clean-up removes, so that no batch waits long for it.
  static final int MOST_ROWS_PER_CLEANUP = 10_000;

  private static final String KNOWN_IDS = "known-ids.sqlite";

  private static final int CACHE_KIB = 64 * 1024;

  /// 64 MiB: a page that many transactions change is written to the file once.
  private static final int PAGES_PER_CHECKPOINT = 16_384;

  private static final String SETTINGS =
      "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&jdbc.get_generated_keys=false";

  private final Connection writing;
  private final Connection reading;
  private final KnownIds known;
  private final ReentrantLock writeLock;
  private final ReentrantLock readLock = new ReentrantLock();

  private Journal(Connection writing, Connection reading, KnownIds known, ReentrantLock writeLock) {
    this.writing = writing;
    this.reading = reading;
    this.known = known;
    this.writeLock = writeLock;
  }

  static Journal open(Path file) throws SQLException {
    return open(file, KnownIds.SETTINGS);
  }

  static Journal open(Path file, KnownIds.Settings ids) throws SQLException {
    String url = "jdbc:sqlite:" + file + SETTINGS;
    Connection writing = DriverManager.getConnection(url);
    try (Statement statement = writing.createStatement()) {
      statement.executeUpdate(text("journal")); // the only call of the driver that runs a script
      statement.execute("pragma secure_delete = on"); // what is erased is overwritten in the file
      statement.execute("pragma cache_size = -" + CACHE_KIB);
      statement.execute("pragma wal_autocheckpoint = " + PAGES_PER_CHECKPOINT);
    }
    ReentrantLock writeLock = new ReentrantLock();
    KnownIds known = KnownIds.open(writing, writeLock, file.resolveSibling(KNOWN_IDS), ids);
    return new Journal(writing, DriverManager.getConnection(url), known, writeLock);
  }

  /// One transaction for all batches; when this returns they are on the disk.
  List<Receipt> append(List<Batch> batches, Instant now) throws SQLException {
    return write(connection -> {
      try (Appending appending = Appending.open(connection, known, now)) {
        List<Receipt> receipts = new ArrayList<>();
        for (Batch batch : batches) {
          receipts.add(appending.append(batch));
        }
        appending.finish();
        return receipts;
      }
    });
  }

  /// The range to load next: the one planned before, if it was not finished, else everything new.
  Optional<Range> plan() throws SQLException {
    return write(connection -> {
      Total total = Total.read(connection);
      if (total.planned() == total.loaded() && total.journal() > total.loaded()) {
        long to = Math.min(total.journal(), total.loaded() + MOST_EVENTS_PER_LOAD);
        execute(connection, "update total set planned_seq = " + to);
        total = Total.read(connection);
      }
      return total.planned() > total.loaded()
          ? Optional.of(new Range(total.loaded() + 1, total.planned()))
          : Optional.empty();
    });
  }

  /// When the first event came that is not in Parquet yet.
  Optional<Instant> oldestUnloaded() throws SQLException {
    return read(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select received_at from event where seq > (select loaded_seq from total)"
                      + " order by seq limit 1")) {
        return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
      }
    });
  }

  List<StoredEvent> events(Range range) throws SQLException {
    readLock.lock();
    try (PreparedStatement statement =
        reading.prepareStatement(
            "select seq, received_at, line from event where seq between ? and ? and line <> '' order by seq")) {
      statement.setLong(1, range.from());
      statement.setLong(2, range.to());
      List<StoredEvent> events = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant receivedAt = Instant.ofEpochMilli(row.getLong(2));
          events.add(
              new StoredEvent(row.getLong(1), receivedAt, EventLine.trusted(row.getString(3))));
        }
      }
      return events;
    } finally {
      readLock.unlock();
    }
  }

  /// To be called when the range is in Parquet, on the disk.
  void loaded(Range range) throws SQLException {
    write(connection -> {
      execute(connection, "update total set loaded_seq = " + range.to());
      return range;
    });
  }

  /// Drops what is in Parquet and older than the window, and the numberings of isolates that have
  /// been silent so long; the totals stay. Returns how many events went.
  int cleanUp(Instant now) throws SQLException {
    long before = now.minus(DUPLICATE_WINDOW).toEpochMilli();
    int went =
        write(connection -> {
          execute(
              connection,
              """
              delete from received where (isolate, seq) in (
                select received.isolate, received.seq from received join isolate using (isolate)
                where isolate.last_at < %d limit %d)
              """
                  .formatted(before, MOST_ROWS_PER_CLEANUP));
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                """
                delete from event where seq in (
                  select seq from event
                  where seq <= (select loaded_seq from total) and received_at < %d
                  order by seq limit %d)
                """
                    .formatted(before, MOST_ROWS_PER_CLEANUP));
          }
        });
    known.forgetBefore(read(Journal::firstSeq));
    return went;
  }

  private static long firstSeq(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select coalesce(min(seq), 0) from event")) {
      return row.getLong(1);
    }
  }

  /// Moves ids out of memory when there are many. To be called now and then, by one thread.
  void shelveIds() throws SQLException {
    known.shelve();
  }

  DeadLetters.Page deadLetters(long after, int limit) throws SQLException {
    return read(connection -> DeadLetters.page(connection, after, limit));
  }

  Optional<DeadLetters.Letter> deadLetter(long id) throws SQLException {
    return read(connection -> DeadLetters.find(connection, id));
  }

  /// False when there is none with this id.
  boolean dropDeadLetter(long id) throws SQLException {
    return write(connection -> DeadLetters.remove(connection, id) == 1);
  }

  void dropDeadLettersReceivedBefore(Instant before) throws SQLException {
    write(connection -> DeadLetters.removeReceivedBefore(connection, before.toEpochMilli()));
  }

  /// Takes the mended line in, and the dead letter out, in one transaction.
  Receipt replay(long deadLetter, Line.Valid mended, Instant now) throws SQLException {
    return write(connection -> {
      try (Appending appending = Appending.open(connection, known, now)) {
        Receipt receipt = appending.append(new Batch(List.of(mended)));
        appending.finish();
        DeadLetters.remove(connection, deadLetter);
        return receipt;
      }
    });
  }

  /// From when this returns the unit will be forgotten, whatever happens.
  long requestErasure(String unit, Instant now) throws SQLException {
    return write(connection -> Erasure.request(connection, unit, now.toEpochMilli()));
  }

  List<Erasure.Pending> pendingErasures() throws SQLException {
    return read(Erasure::pending);
  }

  void erasureCounted(Erasure.Pending erasure, long storedRows) throws SQLException {
    write(connection -> {
      Erasure.counted(connection, erasure.id(), storedRows);
      return erasure;
    });
  }

  /// To be called when the unit is no longer in Parquet, and between loads: a planned range must
  /// not lose lines.
  void finishErasure(Erasure.Pending erasure, Instant now) throws SQLException {
    long read = accounting().journalSeq();
    List<Long> found = read(connection -> Erasure.lines(connection, erasure.unit(), 0, read));
    write(connection -> { // batches wait for what follows, hence only what has come since is looked
      // for
      List<Long> seqs = new ArrayList<>(found);
      seqs.addAll(Erasure.lines(connection, erasure.unit(), read, Long.MAX_VALUE));
      Erasure.finish(connection, erasure, seqs, now.toEpochMilli());
      return erasure;
    });
    writeLock.lock();
    try {
      execute(writing, "pragma wal_checkpoint(truncate)");
    } finally {
      writeLock.unlock();
    }
  }

  Optional<Erasure.Receipt> erasure(long id) throws SQLException {
    return read(connection -> Erasure.find(connection, id));
  }

  List<Erasure.Receipt> latestErasures(int most) throws SQLException {
    return read(connection -> Erasure.latest(connection, most));
  }

  Accounting accounting() throws SQLException {
    return accounting(0);
  }

  /// @param since only isolates that were heard of at or after it, in milliseconds since 1970, tell
  ///   what was received and lost
  Accounting accounting(long since) throws SQLException {
    return read(connection -> accounting(connection, since));
  }

  private static Accounting accounting(Connection connection, long since) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text("accounting"))) {
      statement.setLong(1, since);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Accounting(
            row.getLong("accepted"),
            row.getLong("duplicate"),
            row.getLong("retransmitted"),
            row.getLong("rejected"),
            row.getLong("received"),
            row.getLong("lost"),
            row.getLong("isolates"),
            row.getLong("journal_seq"),
            row.getLong("loaded_seq"),
            row.getLong("dead_letters"),
            row.getLong("dead_letters_dropped"));
      }
    }
  }

  private record Total(long journal, long planned, long loaded) {
    static Total read(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("select journal_seq, planned_seq, loaded_seq from total")) {
        return new Total(row.getLong(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private <R> R read(Statements<R> read) throws SQLException {
    readLock.lock();
    try {
      return read.in(reading);
    } finally {
      readLock.unlock();
    }
  }

  private interface Statements<R> {
    R in(Connection connection) throws SQLException;
  }

  /// The driver's own transactions begin anew at each commit and would hold the file's write lock
  /// all the time; hence begin and commit as statements.
  private <R> R write(Statements<R> write) throws SQLException {
    writeLock.lock();
    try {
      execute(writing, "begin immediate");
      try {
        R result = write.in(writing);
        execute(writing, "commit");
        known.committed();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } finally {
      writeLock.unlock();
    }
  }

  /// SQLite has rolled back by itself after some failures, a full disk among them; what matters is
  /// the first one.
  private void rollBack(Exception first) {
    known.rolledBack();
    try {
      execute(writing, "rollback");
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String name) {
    String resource = name + ".sql";
    try (InputStream in = Journal.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  @Override
  public void close() throws SQLException {
    writeLock.lock();
    readLock.lock();
    try {
      known.close();
      reading.close();
      writing.close();
    } finally {
      readLock.unlock();
      writeLock.unlock();
    }
  }
}
