package dev.rimlight.events.ingest;

import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Tells an event seen before from a new one, as fast for ids in no order as for ids in order.
///
/// One index over all ids would have to change another page of its file for each id. Hence
/// generations, as of a log-structured merge tree (O'Neil et al., 1996): the newest ids are in
/// memory, older ones in [ShelvedIds]. An id is known by a hash of 64 bits and by the place of its
/// event; where hashes meet, the event's own id decides, and the later one takes the next hash. All
/// of it is derived from the journal's events, and made again from there when it is behind or lost.
final class KnownIds implements AutoCloseable {
  /// Two million ids in memory are about 35 MB.
  static final Settings SETTINGS =
      new Settings(2_000_000, id -> Hashing.murmur3_128().hashUnencodedChars(id).asLong());

  /// Rows that move while batches wait.
  private static final int SLICE = 20_000;

  private static final String NEWEST =
      "create table recent.newest (hash integer primary key, seq integer not null)";

  private final Connection writing;
  private final ReentrantLock writeLock;
  private final ShelvedIds shelved;
  private final Settings settings;

  /// At least as many as are in memory: a transaction rolled back is not subtracted.
  private int newest;

  private boolean hasPrevious;

  /// @param generation how many ids are in memory before they are shelved
  record Settings(int generation, ToLongFunction<String> hash) {}

  private KnownIds(
      Connection writing, ReentrantLock writeLock, ShelvedIds shelved, Settings settings) {
    this.writing = writing;
    this.writeLock = writeLock;
    this.shelved = shelved;
    this.settings = settings;
  }

  /// @param writing the connection that writes the journal; what it rolls back is forgotten here
  /// @param writeLock held by whoever uses the connection
  static KnownIds open(Connection writing, ReentrantLock writeLock, Path file, Settings settings)
      throws SQLException {
    execute(writing, "attach ':memory:' as recent");
    execute(writing, NEWEST);
    KnownIds known = new KnownIds(writing, writeLock, ShelvedIds.open(file), settings);
    known.catchUp();
    return known;
  }

  /// What the journal has and no run: the end of it after a stop, all of it when the runs are lost.
  private void catchUp() throws SQLException {
    long last = lastSeq();
    for (long after = shelved.upTo(); after < last; after += settings.generation) {
      addEvents(after + 1, after + settings.generation);
      shelve();
    }
  }

  private long lastSeq() throws SQLException {
    try (Statement statement = writing.createStatement();
        ResultSet row = statement.executeQuery("select coalesce(max(seq), 0) from event")) {
      return row.getLong(1);
    }
  }

  private void addEvents(long from, long to) throws SQLException {
    execute(writing, "begin");
    try (Statement statement = writing.createStatement();
        Adding adding = adding();
        ResultSet row =
            statement.executeQuery(
                "select seq, event_id from event where seq between %d and %d order by seq"
                    .formatted(from, to))) {
      while (row.next()) {
        adding.add(row.getString(2), row.getLong(1));
      }
    }
    execute(writing, "commit");
  }

  /// For one transaction of the journal, under its lock.
  Adding adding() throws SQLException {
    return new Adding();
  }

  /// The statements of one transaction.
  final class Adding implements AutoCloseable {
    private final PreparedStatement add =
        writing.prepareStatement("insert into recent.newest values (?, ?) on conflict do nothing");
    private final PreparedStatement replace =
        writing.prepareStatement("update recent.newest set seq = ? where hash = ?");
    private final PreparedStatement inNewest =
        writing.prepareStatement("select seq from recent.newest where hash = ?");
    private final PreparedStatement idAt =
        writing.prepareStatement("select event_id from event where seq = ?");
    private final @Nullable PreparedStatement inPrevious =
        hasPrevious
            ? writing.prepareStatement("select seq from recent.previous where hash = ?")
            : null;

    private Adding() throws SQLException {}

    /// Whether the id is new, and known from now on.
    ///
    /// @param seq where the event goes if it is new
    boolean add(String id, long seq) throws SQLException {
      long hash = hash(id);
      return !isIn(shelved::seqsOf, id, hash)
          && (inPrevious == null || !isIn(key -> seqsOf(inPrevious, key), id, hash))
          && addToNewest(id, hash, seq);
    }

    private boolean isIn(Places places, String id, long hash) throws SQLException {
      long key = hash;
      for (long[] seqs = places.of(key); seqs.length > 0; seqs = places.of(++key)) {
        for (long seq : seqs) {
          if (id.equals(idAt(seq))) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean addToNewest(String id, long hash, long seq) throws SQLException {
      for (long key = hash; ; key++) {
        add.setLong(1, key);
        add.setLong(2, seq);
        if (add.executeUpdate() == 1) {
          newest++;
          return true;
        }
        String there = idAt(seqsOf(inNewest, key)[0]);
        if (id.equals(there)) {
          return false;
        }
        if (there == null) { // that event has left the window
          replace.setLong(1, seq);
          replace.setLong(2, key);
          replace.executeUpdate();
          return true;
        }
      }
    }

    private @Nullable String idAt(long seq) throws SQLException {
      idAt.setLong(1, seq);
      try (ResultSet row = idAt.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }

    @Override
    public void close() throws SQLException {
      add.close();
      replace.close();
      inNewest.close();
      idAt.close();
      if (inPrevious != null) {
        inPrevious.close();
      }
    }
  }

  /// Where the ids with this hash are.
  private interface Places {
    long[] of(long hash) throws SQLException;
  }

  static long[] seqsOf(PreparedStatement select, long hash) throws SQLException {
    select.setLong(1, hash);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? new long[] {row.getLong(1)} : new long[0];
    }
  }

  /// Moves a full generation out of memory, in slices between which batches are taken in. To be
  /// called now and then, by one thread; when it fails, the next call begins again.
  void shelve() throws SQLException {
    locked(this::startGeneration);
    if (!hasPrevious) {
      return;
    }
    try (ShelvedIds.Making run = shelved.make(sizeOfPrevious())) {
      List<Place> slice = slice(Long.MIN_VALUE);
      while (!slice.isEmpty()) {
        for (Place place : slice) {
          run.add(place.hash, place.seq);
        }
        slice = slice(slice.getLast().hash + 1);
      }
      run.finish();
    }
    locked(() -> {
      shelved.showLatest();
      hasPrevious = false;
      execute(writing, "drop table recent.previous");
    });
  }

  private void startGeneration() throws SQLException {
    if (newest >= settings.generation && !hasPrevious) {
      execute(writing, "alter table recent.newest rename to previous");
      execute(writing, NEWEST);
      hasPrevious = true;
      newest = 0;
    }
  }

  private long sizeOfPrevious() throws SQLException {
    writeLock.lock();
    try (Statement statement = writing.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from recent.previous")) {
      return row.getLong(1);
    } finally {
      writeLock.unlock();
    }
  }

  private record Place(long hash, long seq) {}

  private List<Place> slice(long from) throws SQLException {
    writeLock.lock();
    try (Statement statement = writing.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select hash, seq from recent.previous where hash >= %d order by hash limit %d"
                    .formatted(from, SLICE))) {
      List<Place> slice = new ArrayList<>(SLICE);
      while (row.next()) {
        slice.add(new Place(row.getLong(1), row.getLong(2)));
      }
      return slice;
    } finally {
      writeLock.unlock();
    }
  }

  /// To be called when the journal has dropped its events before this one.
  void forgetBefore(long seq) throws SQLException {
    locked(() -> shelved.forgetBefore(seq));
  }

  private interface Statements {
    void run() throws SQLException;
  }

  private void locked(Statements statements) throws SQLException {
    writeLock.lock();
    try {
      statements.run();
    } finally {
      writeLock.unlock();
    }
  }

  /// Leaves room above for ids whose hash is taken.
  private long hash(String id) {
    return Math.min(settings.hash.applyAsLong(id), Long.MAX_VALUE - SLICE);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    shelved.close();
  }
}
