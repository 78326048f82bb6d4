package dev.rimlight.events.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// An event with its place in the journal and the time it was received.
///
/// Nothing happens after it was received: a clock that says so runs ahead, and then the time of
/// receipt counts, and what the clock said is kept beside it. What arrives late keeps its time,
/// because events wait in queues and spools for as long as an ingest is away.
public record StoredEvent(long journalSeq, Instant receivedAt, Event event) {
  /// Clocks of machines that are looked after differ by less.
  public static final Duration MOST_AHEAD = Duration.ofMinutes(1);

  Instant at() {
    return ahead() ? receivedAt : event.at();
  }

  /// What the sender's clock said, if it was not believed.
  @Nullable Instant saidAt() {
    return ahead() ? event.at() : null;
  }

  private boolean ahead() {
    return event.at().isAfter(receivedAt.plus(MOST_AHEAD));
  }

  LocalDate day() {
    return LocalDate.ofInstant(at(), ZoneOffset.UTC);
  }
}
