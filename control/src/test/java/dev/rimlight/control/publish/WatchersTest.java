package dev.rimlight.control.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Telling never waits: who does not read is dropped, and the others do not notice.
@Timeout(20)
class WatchersTest {
  private static Change change(long seq) {
    return new Change(seq, 0, "admin", Change.What.FLAG, "flag.change", "cta", "", "", "");
  }

  @Test
  void watcherThatDoesNotRead_isDroppedAndInterrupted() throws Exception {
    Watchers watchers = new Watchers();
    CountDownLatch watching = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread slow =
        Thread.ofVirtual()
            .start(() -> {
              try (Watchers.Watcher _ = watchers.watch()) {
                watching.countDown();
                Thread.sleep(Duration.ofSeconds(15));
              } catch (InterruptedException _) {
                interrupted.set(true);
              }
            });
    watching.await();
    for (int seq = 1; seq <= Watchers.UNREAD + 1; seq++) {
      watchers.tell(change(seq));
    }
    slow.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void watcher_keepsAsManyAsTheLimit() throws Exception {
    Watchers watchers = new Watchers();
    try (Watchers.Watcher watcher = watchers.watch()) {
      for (int seq = 1; seq <= Watchers.UNREAD; seq++) {
        watchers.tell(change(seq));
      }
      assertThat(watcher.open()).isTrue();
      assertThat(watcher.next(Duration.ZERO)).contains(change(1));
    }
  }

  @Test
  void tooManyWatchers_areTurnedAwayUntilOneLeaves() {
    Watchers watchers = new Watchers(2);
    try (Watchers.Watcher _ = watchers.watch()) {
      try (Watchers.Watcher _ = watchers.watch()) {
        assertThatThrownBy(watchers::watch)
            .isInstanceOfSatisfying(
                Rejected.class,
                refused -> {
                  assertThat(refused.rejection()).isEqualTo(Rejection.TOO_MANY_WATCHERS);
                  assertThat(refused.detail()).isEqualTo("2 clients watch, must be <= 2");
                });
      }
      watchers.watch().close();
    }
  }
}
