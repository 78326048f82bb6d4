package dev.rimlight.events.ingest;

import java.util.Optional;

/// How much the ingest has in its hands: every request from before its body is read until it is
/// answered. It bounds the memory, and tells senders to send less before there is none left.
final class Room {
  static final int MOST_REQUESTS = 100;

  /// Of the bodies together. A parsed batch takes a few times as much.
  static final int MOST_BYTES = 64 << 20;

  /// What a sender is told to wait when there is no room.
  static final String RETRY_AFTER_SECONDS = "1";

  private int requests;
  private int bytes;

  /// A request's share of the room, until it is closed.
  final class Place implements AutoCloseable {
    private final int ofBytes;
    private final Optional<String> advice;

    private Place(int ofBytes, Optional<String> advice) {
      this.ofBytes = ofBytes;
      this.advice = advice;
    }

    /// The share of units whose vitals and errors to send from now on; none when there is room for
    /// all.
    Optional<String> advice() {
      return advice;
    }

    @Override
    public void close() {
      leave(ofBytes);
    }
  }

  /// Empty when there is no room.
  synchronized Optional<Place> enter(int mostBytes) {
    if (requests == MOST_REQUESTS || bytes + mostBytes > MOST_BYTES) {
      return Optional.empty();
    }
    requests++;
    bytes += mostBytes;
    double fill = Math.max((double) requests / MOST_REQUESTS, (double) bytes / MOST_BYTES);
    return Optional.of(new Place(mostBytes, advice(fill)));
  }

  synchronized int requestsLeft() {
    return MOST_REQUESTS - requests;
  }

  synchronized int bytesLeft() {
    return MOST_BYTES - bytes;
  }

  static Optional<String> advice(double fill) {
    if (fill > 0.75) {
      return Optional.of("0.25");
    }
    return fill > 0.5 ? Optional.of("0.5") : Optional.empty();
  }

  private synchronized void leave(int ofBytes) {
    requests--;
    bytes -= ofBytes;
  }
}
