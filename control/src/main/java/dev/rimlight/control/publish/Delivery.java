package dev.rimlight.control.publish;

import dev.rimlight.control.telemetry.Telemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Brings messages to all edges, each at its own pace. Nobody who asks for a delivery waits for it.
public final class Delivery implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private final List<EdgeLink> links;
  private final Optional<KvLeg> kv;
  private final Spread snapshotSpread;
  private final Spread killSpread;

  /// `turned` hears the address of an edge of which there is something new to say.
  ///
  /// @param namespace of Workers KV that is written too
  public Delivery(
      List<URI> edges,
      Optional<KvLeg.Namespace> namespace,
      InstantSource clock,
      Consumer<String> turned,
      Telemetry.OfEnvironment telemetry) {
    this.kv =
        namespace.map(one -> new KvLeg(one, client, clock, () -> turned.accept("kv:" + one.id())));
    this.snapshotSpread = new Spread("publication", telemetry);
    this.killSpread = new Spread("kill", telemetry);
    this.links =
        edges.stream()
            .map(edge ->
                new EdgeLink(
                    edge,
                    client,
                    clock,
                    this::signal,
                    () -> turned.accept(edge.toString()),
                    telemetry.traces()))
            .toList();
    for (EdgeState.State state : EdgeState.State.values()) {
      telemetry.gauge(
          "edges",
          "Edges by how they are with what is published.",
          () -> ofSnapshots().stream().filter(edge -> edge.state() == state).count(),
          "state",
          state.name().toLowerCase(Locale.ROOT));
    }
    telemetry.gauge(
        "edge.lag.revisions",
        "Revisions that the edge furthest behind lacks.",
        () -> links.stream().mapToLong(EdgeLink::lag).max().orElse(0));
  }

  public void start() {
    links.forEach(EdgeLink::start);
    kv.ifPresent(KvLeg::start);
  }

  void snapshot(Channel.Message message) {
    snapshotSpread.begin(message);
    links.forEach(link -> link.snapshots().give(message));
    kv.ifPresent(leg -> leg.snapshot(message));
  }

  void kills(Channel.Message message) {
    killSpread.begin(message);
    links.forEach(link -> link.kills().give(message));
    kv.ifPresent(leg -> leg.kills(message));
  }

  /// Waits until every edge runs this kill list, but not longer than that.
  void awaitKills(long number, Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (left > 0 && !links.stream().allMatch(link -> link.runsKills(number))) {
        left = heard.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    snapshotSpread.heard(links.stream().mapToLong(EdgeLink::runsRevision).min().orElse(0));
    killSpread.heard(links.stream().mapToLong(EdgeLink::runsKillRevision).min().orElse(0));
    lock.lock();
    try {
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<EdgeState> ofSnapshots() {
    return with(links.stream().map(EdgeLink::ofSnapshots), KvLeg::ofSnapshots);
  }

  List<EdgeState> ofKills() {
    return with(links.stream().map(EdgeLink::ofKills), KvLeg::ofKills);
  }

  private List<EdgeState> with(Stream<EdgeState> edges, Function<KvLeg, EdgeState> ofKv) {
    return Stream.concat(edges, kv.map(ofKv).stream()).toList();
  }

  @Override
  public void close() {
    links.forEach(EdgeLink::close);
    kv.ifPresent(KvLeg::close);
    client.shutdownNow();
  }
}
