package dev.rimlight.control.publish;

import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Documents;
import dev.rimlight.control.store.Environments;
import dev.rimlight.control.store.FrozenResults;
import dev.rimlight.control.store.Kills;
import dev.rimlight.control.store.Revisions;
import dev.rimlight.control.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// One environment as it is kept, and those who want to hear of its changes.
public final class Environment {
  private final String key;
  private final Store store;
  private final InstantSource clock;
  private final Documents documents;
  private final ChangeLog log;
  private final Kills kills;
  private final Revisions revisions;
  private final FrozenResults frozen;
  private final Watchers watchers;
  private final ReentrantLock inOrder = new ReentrantLock();
  private volatile long lastSeq;

  private Environment(String key, Store store, InstantSource clock, Watchers watchers) {
    this.key = key;
    this.store = store;
    this.clock = clock;
    this.watchers = watchers;
    this.documents = new Documents(key);
    this.log = new ChangeLog(key);
    this.kills = new Kills(key);
    this.revisions = new Revisions(key);
    this.frozen = new FrozenResults(key);
    this.lastSeq = store.read(log::last);
  }

  /// Opens the environment, or makes it.
  public static Environment open(String key, Store store, InstantSource clock, Watchers watchers) {
    store.write(handle -> {
      Environments.ensure(handle, key, clock.millis());
      return true;
    });
    return new Environment(key, store, clock, watchers);
  }

  /// The outcome of a transaction and the change that it logged, if it changed anything.
  record Committed<T>(T outcome, Optional<Change> change) {}

  public <T> T read(Function<Handle, T> question) {
    return store.read(question);
  }

  /// One transaction; watchers hear of changes in the order in which they happened.
  <T> T commit(Function<Handle, Committed<T>> transaction) {
    inOrder.lock();
    try {
      Committed<T> committed = store.write(transaction);
      committed
          .change()
          .ifPresent(change -> {
            lastSeq = change.seq();
            watchers.tell(change);
          });
      return committed.outcome();
    } finally {
      inOrder.unlock();
    }
  }

  /// An edge caught up, fell behind or cannot be reached.
  public void tellEdgeChanged(String edge) {
    watchers.tell(new Change(lastSeq, now(), "edge", Change.What.EDGE, "edge.change", edge, ""));
  }

  public List<Change> newestChanges(int limit) {
    return read(handle -> log.newest(handle, limit));
  }

  public List<Change> changesAfter(long seq, int limit) {
    return read(handle -> log.after(handle, seq, limit));
  }

  public String key() {
    return key;
  }

  public Documents documents() {
    return documents;
  }

  public Kills kills() {
    return kills;
  }

  public FrozenResults frozen() {
    return frozen;
  }

  /// Keeps the last word on a run, if there is none yet.
  public void freeze(FrozenResults.Run run, String body) {
    store.write(handle -> {
      frozen.add(handle, run, now(), body);
      return true;
    });
  }

  Revisions revisions() {
    return revisions;
  }

  ChangeLog log() {
    return log;
  }

  public long now() {
    return clock.millis();
  }
}
