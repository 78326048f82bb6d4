package dev.rimlight.control.publish;

import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.store.Store;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Publishes what was asked for at a time, when it has come and the policy allows it. What may not
/// be published waits, and is an alert.
public final class Schedule implements AutoCloseable {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Schedule.class.getName());

  private final Store store;
  private final Environment environment;
  private final Governance governance;
  private final Publisher publisher;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedule").factory());

  public Schedule(
      Store store, Environment environment, Governance governance, Publisher publisher) {
    this.store = store;
    this.environment = environment;
    this.governance = governance;
    this.publisher = publisher;
  }

  public void start() {
    var _ =
        rounds.scheduleWithFixedDelay(
            this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      if (!governance.due().isEmpty()) {
        store.alone(Store.Duty.SCHEDULE, environment.key(), this::round);
      }
    } catch (RuntimeException e) {
      // The next round tries again; thrown on, it would be the last.
      LOG.log(System.Logger.Level.WARNING, "a look at what is due failed", e);
    }
  }

  /// One look at what is due.
  public void round() {
    for (Governance.Shown request : governance.due()) {
      if (request.state().equals("approved") && !request.moved()) {
        try {
          publisher.publish(Governance.Wish.of(request.madeBy(), request.comment()));
        } catch (Rejected rejected) {
          LOG.log(
              System.Logger.Level.INFO,
              "request {0} waits: {1}",
              request.number(),
              rejected.detail());
        }
      }
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    try {
      if (!rounds.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a scheduled publication did not end in 5 s");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
