package dev.rimlight.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// A run without a person: visitors for a stated time, a kill in the middle, and a verdict.
final class Headless {
  private static final Duration SETTLE = Duration.ofSeconds(30);

  /// Seconds of the run before something breaks.
  private static final int FAULT_AFTER = 3;

  private final Settings settings;
  private final Api control;
  private final Api ingest;

  Headless(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.control = new Api(settings.control(), secrets.token());
    this.ingest = new Api(settings.ingest(), secrets.ingestKey());
  }

  /// Prints the verdict as JSON on the last line; true when it passed.
  boolean run() throws IOException, InterruptedException, SQLException {
    JsonNode before = ingest.get("/v1/accounting");
    long since = System.currentTimeMillis();
    Tally tally = new Tally(true);
    Latency latency = new Latency(settings);
    AtomicReference<KillRehearsal.Outcome> kill = new AtomicReference<>();
    AtomicReference<FaultRehearsal.Outcome> ended = new AtomicReference<>();
    Thread breaking = Thread.ofVirtual().unstarted(() -> rehearseFault(ended));
    long start = System.nanoTime();
    try (Crowd crowd = Crowd.enter(settings, tally)) {
      for (int second = 1; second <= settings.seconds(); second++) {
        Thread.sleep(1_000);
        if (second == settings.seconds() / 2) {
          Thread.ofVirtual().start(() -> rehearse(kill));
        }
        if (second == FAULT_AFTER && settings.fault()) {
          breaking.start();
        }
        if (second % 10 == 0) {
          System.out.printf(
              "%3d s: %d visitors, %d requests, %d orders, %d failures%n",
              second,
              tally.visitors.sum(),
              tally.requests.sum(),
              tally.orders.sum(),
              tally.failures.sum());
        }
      }
      if (settings.fault()) {
        breaking.join(); // the visitors stay until it is over
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Latency.Summary loaded = latency.underLoad();
    JsonNode after = settle(received(before) + tally.events.sum() + tally.errors.sum());
    Latency.Summary quiet = latency.quiet();

    Verdict verdict = new Verdict();
    verdict.traffic(tally, seconds);
    verdict.events(tally, before, after, Proof.count(settings.warehouse(), tally, since));
    verdict.experiment(control, Verdict.Experiments.WORDING, Truth.WORDING_UPLIFT, true, false);
    verdict.experiment(control, Verdict.Experiments.LAYOUT, Truth.LAYOUT_UPLIFT, false, false);
    verdict.experiment(control, Verdict.Experiments.A_A, 0, false, true);
    verdict.experiment(
        control, Verdict.Experiments.PLATFORM_COST, Truth.PLATFORM_UPLIFT, false, false);
    verdict.kill(kill.get());
    if (settings.fault()) {
      verdict.fault(ended.get());
    }
    verdict.latency("quiet", quiet);
    verdict.latency("underLoad", loaded);
    verdict.faults().forEach(fault -> System.err.println("demo: " + fault));
    System.out.println(verdict.json());
    return verdict.passed();
  }

  private void rehearse(AtomicReference<KillRehearsal.Outcome> outcome) {
    try {
      outcome.set(new KillRehearsal(control, settings.edge()).run());
    } catch (IOException | CannotRun e) {
      System.err.println("demo: kill: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rehearseFault(AtomicReference<FaultRehearsal.Outcome> outcome) {
    try {
      outcome.set(new FaultRehearsal(control, settings).run());
    } catch (IOException | CannotRun e) {
      System.err.println("demo: fault: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until so many events have come through the queue, no more follow them, and all are in
  /// Parquet.
  private JsonNode settle(long expected) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SETTLE.toNanos();
    long seen = -1;
    while (System.nanoTime() < deadline) {
      JsonNode accounting = ingest.get("/v1/accounting");
      long received = received(accounting);
      boolean loaded =
          accounting.get("loadedSeq").asLong() == accounting.get("journalSeq").asLong();
      if (loaded && received >= expected && received == seen) {
        return accounting;
      }
      seen = received;
      // Longer than the queue gathers, and than results may be old.
      Thread.sleep(2_100);
    }
    throw new CannotRun(
        "events were still on their way after "
            + SETTLE.toSeconds()
            + " s: "
            + ingest.get("/v1/accounting")
            + ", expected "
            + expected);
  }

  private static long received(JsonNode accounting) {
    return accounting.get("received").asLong();
  }
}
