package dev.rimlight.control.publish;

import dev.rimlight.control.telemetry.Traces;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One edge: two channels that do not wait for each other, so that a kill is never behind a
/// snapshot.
final class EdgeLink implements AutoCloseable {
  static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

  private final URI edge;
  private final Runnable heard;
  private final Runnable turned;
  private final Channel snapshots;
  private final Channel kills;
  private volatile @Nullable Acknowledgement runs;
  private EdgeState.@Nullable State toldState;
  private @Nullable Acknowledgement toldRuns;

  /// `heard` is called after every attempt, `turned` when what there is to say about the edge
  /// became different.
  EdgeLink(
      URI edge,
      HttpClient client,
      InstantSource clock,
      Runnable heard,
      Runnable turned,
      Traces traces) {
    this.edge = edge;
    this.heard = heard;
    this.turned = turned;
    this.snapshots =
        new Channel(
            "snapshot",
            edge,
            client,
            clock,
            SNAPSHOT_TIMEOUT,
            Acknowledgement::revision,
            this::snapshotNoted,
            traces);
    this.kills =
        new Channel(
            "kill list",
            edge,
            client,
            clock,
            KILL_TIMEOUT,
            Acknowledgement::killRevision,
            this::killNoted,
            traces);
  }

  void start() {
    Thread.ofVirtual().name("kills to " + edge).start(kills);
    Thread.ofVirtual().name("snapshots to " + edge).start(snapshots);
  }

  Channel snapshots() {
    return snapshots;
  }

  Channel kills() {
    return kills;
  }

  private void snapshotNoted() {
    noted(snapshots);
  }

  private void killNoted() {
    noted(kills);
  }

  /// The edge says in each answer all that it runs; when it forgot the other kind, that one is
  /// offered again.
  private void noted(Channel channel) {
    Channel.Attempt attempt = channel.last();
    Acknowledgement now = attempt == null ? null : attempt.acknowledgement();
    if (now != null) {
      runs = now;
      if (channel == kills) {
        snapshots.hear(now);
      } else {
        kills.hear(now);
      }
    }
    heard.run();
    if (differs()) {
      turned.run();
    }
  }

  private synchronized boolean differs() {
    EdgeState.State state = state(snapshots);
    Acknowledgement now = runs;
    boolean differs = state != toldState || !Objects.equals(now, toldRuns);
    toldState = state;
    toldRuns = now;
    return differs;
  }

  boolean runsKills(long number) {
    return runsKillRevision() >= number;
  }

  /// 0 as long as it said nothing.
  long runsKillRevision() {
    Acknowledgement now = runs;
    return now == null ? 0 : now.killRevision();
  }

  /// 0 as long as it said nothing.
  long runsRevision() {
    Acknowledgement now = runs;
    return now == null ? 0 : now.revision();
  }

  /// How many revisions it lacks.
  long lag() {
    Channel.Message message = snapshots.newest();
    return message == null ? 0 : Math.max(0, message.number() - runsRevision());
  }

  EdgeState ofSnapshots() {
    return describe(snapshots);
  }

  EdgeState ofKills() {
    return describe(kills);
  }

  private EdgeState describe(Channel channel) {
    Channel.Attempt attempt = channel.last();
    Acknowledgement now = runs;
    return new EdgeState(
        edge.toString(),
        state(channel),
        now == null ? null : (Long) now.revision(),
        now == null ? null : (Long) now.killRevision(),
        attempt == null ? null : attempt.delayMillis(),
        attempt == null ? null : attempt.error(),
        attempt == null ? null : (Long) attempt.at());
  }

  private EdgeState.State state(Channel channel) {
    Channel.Message message = channel.newest();
    Channel.Attempt attempt = channel.last();
    if (message == null) {
      return EdgeState.State.CURRENT;
    }
    if (attempt != null && !attempt.reached()) {
      return EdgeState.State.UNREACHABLE;
    }
    Acknowledgement now = runs;
    if (now == null) {
      return EdgeState.State.BEHIND;
    }
    long number = channel == kills ? now.killRevision() : now.revision();
    return number == message.number() ? EdgeState.State.CURRENT : EdgeState.State.BEHIND;
  }

  @Override
  public void close() {
    snapshots.close();
    kills.close();
  }
}
