package dev.rimlight.events.ingest;

import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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
  /// Two million ids in memory are 64 MiB, and twice that while they are shelved.
  static final Settings SETTINGS =
      new Settings(2_000_000, id -> Hashing.murmur3_128().hashUnencodedChars(id).asLong());

  /// Hashes above are left to ids whose own hash is taken.
  private static final long HIGHEST_HASH = Long.MAX_VALUE - 10_000;

  private final Connection writing;
  private final ReentrantLock writeLock;
  private final ShelvedIds shelved;
  private final Settings settings;
  private RecentIds newest = new RecentIds();

  /// Full, and on its way out of memory: nothing is added any more.
  private @Nullable RecentIds previous;

  /// What the open transaction put into the newest, with what was there before, the latest first.
  private final Deque<RecentIds.Place> undo = new ArrayDeque<>();

  /// @param generation how many ids are in memory before they are shelved
  record Settings(int generation, ToLongFunction<String> hash) {}

  private KnownIds(
      Connection writing, ReentrantLock writeLock, ShelvedIds shelved, Settings settings) {
    this.writing = writing;
    this.writeLock = writeLock;
    this.shelved = shelved;
    this.settings = settings;
  }

  /// @param writing the connection that writes the journal
  /// @param writeLock held by whoever uses the connection
  static KnownIds open(Connection writing, ReentrantLock writeLock, Path file, Settings settings)
      throws SQLException {
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
    committed();
  }

  /// For one transaction of the journal, under its lock.
  Adding adding() throws SQLException {
    return new Adding();
  }

  /// What the transaction added stays.
  void committed() {
    undo.clear();
  }

  /// What the transaction added is not known.
  void rolledBack() {
    for (RecentIds.Place before : undo) {
      if (before.seq() == RecentIds.NONE) {
        newest.remove(before.hash());
      } else {
        newest.put(before.hash(), before.seq());
      }
    }
    undo.clear();
  }

  /// The statement of one transaction.
  final class Adding implements AutoCloseable {
    private final PreparedStatement idAt =
        writing.prepareStatement("select event_id from event where seq = ?");

    private Adding() throws SQLException {}

    /// Whether the id is new, and known from now on.
    ///
    /// @param seq where the event goes if it is new
    boolean add(String id, long seq) throws SQLException {
      long hash = Math.min(settings.hash.applyAsLong(id), HIGHEST_HASH);
      if (isShelved(id, hash) || previous != null && isIn(previous, id, hash)) {
        return false;
      }
      long key = hash;
      while (newest.seqOf(key) != RecentIds.NONE) {
        String there = idAt(newest.seqOf(key));
        if (id.equals(there)) {
          return false;
        }
        if (there == null) {
          break; // that event has left the window
        }
        key++;
      }
      undo.push(new RecentIds.Place(key, newest.seqOf(key)));
      newest.put(key, seq);
      return true;
    }

    private boolean isShelved(String id, long hash) throws SQLException {
      long key = hash;
      for (long[] seqs = shelved.seqsOf(key); seqs.length > 0; seqs = shelved.seqsOf(++key)) {
        for (long seq : seqs) {
          if (id.equals(idAt(seq))) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean isIn(RecentIds ids, String id, long hash) throws SQLException {
      for (long key = hash; ids.seqOf(key) != RecentIds.NONE; key++) {
        if (id.equals(idAt(ids.seqOf(key)))) {
          return true;
        }
      }
      return false;
    }

    private @Nullable String idAt(long seq) throws SQLException {
      idAt.setLong(1, seq);
      try (ResultSet row = idAt.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }

    @Override
    public void close() throws SQLException {
      idAt.close();
    }
  }

  /// Moves a full generation out of memory while batches are taken in. To be called now and then,
  /// by one thread; when it fails, the next call begins again.
  void shelve() throws SQLException {
    locked(this::startGeneration);
    RecentIds full = previous;
    if (full == null) {
      return;
    }
    try (ShelvedIds.Making run = shelved.make(full.size())) {
      for (Iterator<RecentIds.Place> places = full.sorted().iterator(); places.hasNext(); ) {
        RecentIds.Place place = places.next();
        run.add(place.hash(), place.seq());
      }
      run.finish();
    }
    locked(() -> {
      shelved.showLatest();
      previous = null;
    });
  }

  private void startGeneration() {
    if (newest.size() >= settings.generation && previous == null) {
      previous = newest;
      newest = new RecentIds();
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

  @Override
  public void close() throws SQLException {
    shelved.close();
  }
}
