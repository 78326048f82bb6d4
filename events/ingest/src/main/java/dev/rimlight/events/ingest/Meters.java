package dev.rimlight.events.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The numbers of one ingest, in the form that Prometheus reads. What the journal counts is counted
/// over all starts.
final class Meters implements AutoCloseable {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /// Where the buckets of times end.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Journal journal;
  private final Timer commits = timer("rimlight.ingest.commits", "Transactions that acknowledge.");
  private final Timer loads = timer("rimlight.ingest.loads", "Ranges carried to Parquet.");
  private final Counter batches =
      Counter.builder("rimlight.ingest.batches")
          .description("Batches that were acknowledged since the start.")
          .register(registry);
  private final Counter parts =
      Counter.builder("rimlight.ingest.parts")
          .description("Parts written since the start, without those made of others.")
          .register(registry);
  private volatile Reading last;

  /// What the journal said last.
  private record Reading(Accounting accounting, double lagSeconds) {}

  Meters(Journal journal, Instant now) throws SQLException {
    this.journal = journal;
    this.last = read(now);
    events("accepted", Accounting::accepted);
    events("duplicate", Accounting::duplicate);
    events("rejected", Accounting::rejected);
    gauge(
        "lag.rows",
        "Rows of the journal that are not in Parquet.",
        meters -> meters.last.accounting().journalSeq() - meters.last.accounting().loadedSeq());
    gauge(
        "lag.seconds",
        "Age of the oldest row that is not in Parquet.",
        meters -> meters.last.lagSeconds());
    gauge(
        "dead.letters",
        "Rejected lines that are kept.",
        meters -> meters.last.accounting().deadLetters());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private void events(String outcome, ToLongFunction<Accounting> total) {
    FunctionCounter.builder(
            "rimlight.ingest.events", this, meters -> total.applyAsLong(meters.last.accounting()))
        .description("Events since the journal was made.")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Meters> number) {
    Gauge.builder("rimlight.ingest." + name, this, number)
        .description(description)
        .register(registry);
  }

  /// How much room there is for requests and their bodies.
  void watch(Room room) {
    Gauge.builder("rimlight.ingest.room.requests", room, Room::requestsLeft)
        .description("Requests that there is room for.")
        .register(registry);
    Gauge.builder("rimlight.ingest.room.bytes", room, Room::bytesLeft)
        .description("Bytes of bodies that there is room for.")
        .register(registry);
  }

  /// One transaction acknowledged so many batches.
  void committed(int ofBatches, long nanos) {
    commits.record(Duration.ofNanos(nanos));
    batches.increment(ofBatches);
  }

  /// One range went into so many parts.
  void loaded(int intoParts, long nanos) {
    loads.record(Duration.ofNanos(nanos));
    parts.increment(intoParts);
  }

  /// All numbers as they are now.
  String text(Instant now) throws SQLException {
    last = read(now);
    return registry.scrape(CONTENT_TYPE);
  }

  private Reading read(Instant now) throws SQLException {
    Optional<Instant> oldest = journal.oldestUnloaded();
    double seconds =
        oldest.map(at -> Math.max(0, Duration.between(at, now).toMillis()) / 1_000.0).orElse(0.0);
    return new Reading(journal.accounting(), seconds);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
