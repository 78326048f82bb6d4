package dev.rimlight.control.publish;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells everybody who listens what changed. Telling never waits: a watcher that does not keep up
/// is dropped and may come back and ask for what it missed.
public final class Watchers implements AutoCloseable {
  /// Each costs about 50 KiB.
  static final int WATCHERS = 10_000;

  static final int UNREAD = 256;

  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final int most;
  private final AtomicInteger places;
  private final AtomicBoolean closed = new AtomicBoolean();

  public Watchers() {
    this(WATCHERS);
  }

  Watchers(int most) {
    this.most = most;
    this.places = new AtomicInteger(most);
  }

  /// One listener with what it has not read yet.
  public final class Watcher implements AutoCloseable {
    private final LinkedBlockingQueue<Change> unread = new LinkedBlockingQueue<>(UNREAD);
    private final Thread thread = Thread.currentThread();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Watcher() {}

    /// The next change, or nothing when none came in time.
    public Optional<Change> next(Duration atMost) throws InterruptedException {
      return Optional.ofNullable(unread.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    public boolean open() {
      return open.get();
    }

    /// Interrupting a virtual thread that is stuck in writing to a slow client closes its socket.
    private void drop() {
      if (open.getAndSet(false)) {
        thread.interrupt();
      }
    }

    @Override
    public void close() {
      open.set(false);
      if (watchers.remove(this)) {
        places.incrementAndGet();
      }
    }
  }

  /// Listens from now on, on the calling thread.
  public Watcher watch() {
    if (places.decrementAndGet() < 0) {
      places.incrementAndGet();
      throw new Rejected(
              Rejection.TOO_MANY_WATCHERS, "%d clients watch, must be <= %1$d".formatted(most))
          .withHeader("Retry-After", "10");
    }
    Watcher watcher = new Watcher();
    watchers.add(watcher);
    if (closed.get()) {
      watcher.drop();
    }
    return watcher;
  }

  public int count() {
    return watchers.size();
  }

  public void tell(Change change) {
    for (Watcher watcher : watchers) {
      if (!watcher.unread.offer(change)) {
        watcher.drop();
      }
    }
  }

  /// Lets every watcher go.
  @Override
  public void close() {
    closed.set(true);
    watchers.forEach(Watcher::drop);
  }
}
