package dev.rimlight.control.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Whether requests should still come here, and how many are being answered.
final class Readiness {
  private static final Duration LOOK = Duration.ofMillis(5);

  private final AtomicInteger inHand = new AtomicInteger();
  private volatile boolean ending;

  void enter() {
    inHand.incrementAndGet();
  }

  void leave() {
    inHand.decrementAndGet();
  }

  boolean ending() {
    return ending;
  }

  /// From now on whoever asks hears that the process ends; it serves for as long as `rest` anyway,
  /// so that those who send requests can learn of it.
  void end(Duration rest) {
    ending = true;
    LockSupport.parkNanos(rest.toNanos());
  }

  /// Waits until all requests are answered, but not longer than that.
  void awaitIdle(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (inHand.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
