package dev.rimlight.control.publish;

import dev.rimlight.control.document.Noun;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Documents;
import dev.rimlight.control.store.Environments;
import dev.rimlight.control.store.FrozenResults;
import dev.rimlight.control.store.History;
import dev.rimlight.control.store.Kills;
import dev.rimlight.control.store.Revisions;
import dev.rimlight.control.store.Store;
import dev.rimlight.control.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// One environment as it is kept, and those who want to hear of its changes.
public final class Environment {
  private static final System.Logger LOG = System.getLogger(Environment.class.getName());

  private static final long NOBODYS = -1;

  /// At once; more are told the next time.
  private static final int MOST_TOLD = 1_000;

  private static final Duration FOLLOW = Duration.ofMillis(100);
  private static final Duration FOLLOW_AGAIN = Duration.ofSeconds(1);

  private final String key;
  private final Store store;
  private final InstantSource clock;
  private final Documents documents;
  private final ChangeLog log;
  private final Kills kills;
  private final Revisions revisions;
  private final FrozenResults frozen;
  private final History history;
  private final Watchers watchers;
  private final Telemetry.OfEnvironment telemetry;
  private final ReentrantLock inOrder = new ReentrantLock();
  private volatile long lastSeq;
  private volatile Consumer<Change> others = _ -> {};

  private Environment(
      String key,
      Store store,
      InstantSource clock,
      Watchers watchers,
      Telemetry.OfEnvironment telemetry) {
    this.key = key;
    this.store = store;
    this.clock = clock;
    this.watchers = watchers;
    this.telemetry = telemetry;
    this.documents = new Documents(key);
    this.log = new ChangeLog(key);
    this.kills = new Kills(key);
    this.revisions = new Revisions(key);
    this.frozen = new FrozenResults(key);
    this.history = new History(key);
    this.lastSeq = store.read(log::last);
  }

  /// Opens the environment, or makes it.
  public static Environment open(
      String key, Store store, InstantSource clock, Watchers watchers, Telemetry telemetry) {
    store.write(handle -> {
      Environments.ensure(handle, key, clock.millis());
      return true;
    });
    return new Environment(key, store, clock, watchers, telemetry.in(key));
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
      committed.change().ifPresent(change -> tellNew(change.seq()));
      return committed.outcome();
    } finally {
      inOrder.unlock();
    }
  }

  /// Tells watchers what was logged and nobody was told of yet.
  public void tellNew() {
    tellNew(NOBODYS);
  }

  /// @param own the change that its maker acts on himself
  private void tellNew(long own) {
    inOrder.lock();
    try {
      for (Change change : changesAfter(lastSeq, MOST_TOLD)) {
        lastSeq = change.seq();
        watchers.tell(change);
        if (change.seq() != own) {
          others.accept(change);
        }
      }
    } finally {
      inOrder.unlock();
    }
  }

  /// Hears of what others log in the same database. Returns what ends it.
  public Runnable follow(Consumer<Change> hears) {
    others = hears;
    CountDownLatch ended = new CountDownLatch(1);
    Thread following = Thread.ofVirtual().name("follow").start(() -> follow(ended));
    return () -> {
      ended
          .countDown(); // not interrupted: that would break a connection in the middle of an answer
      try {
        following.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void follow(CountDownLatch ended) {
    Duration pause = Duration.ZERO;
    try {
      while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          tellNew();
          pause = FOLLOW;
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "cannot read what others changed", e);
          pause = FOLLOW_AGAIN;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// An edge caught up, fell behind or cannot be reached.
  public void tellEdgeChanged(String edge) {
    watchers.tell(
        new Change(lastSeq, now(), "edge", Change.What.EDGE, "edge.change", edge, "", "", ""));
  }

  public List<Change> changes(ChangeLog.Question question, int limit) {
    return read(handle -> log.find(handle, question, limit));
  }

  public List<Change> changesAfter(long seq, int limit) {
    return read(handle -> log.after(handle, seq, limit));
  }

  public String key() {
    return key;
  }

  public Telemetry.OfEnvironment telemetry() {
    return telemetry;
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

  public History history() {
    return history;
  }

  /// Says something about a document that is there.
  public History.Remark say(Noun noun, String documentKey, String text, String by) {
    return store.write(handle -> {
      if (documents.find(handle, noun, documentKey).isEmpty()) {
        throw DraftEditor.notFound(noun, documentKey);
      }
      return history.say(handle, noun, documentKey, new History.Remark(0, now(), by, text));
    });
  }

  /// Logs that a unit was to be forgotten, with what `receipt` keeps of it.
  public void logErasure(String id, String by, Consumer<Handle> receipt) {
    var _ =
        commit(handle -> {
          receipt.accept(handle);
          Change change =
              log.append(
                  handle,
                  new ChangeLog.Entry(
                      now(),
                      by,
                      Change.What.ACCESS,
                      "erasure",
                      id,
                      "Had one unit forgotten, receipt " + id));
          return new Committed<>(true, Optional.of(change));
        });
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
