package dev.rimlight.events.warehouse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// An event with its place in the journal and the time it was received.
public record StoredEvent(long journalSeq, Instant receivedAt, Event event) {
  LocalDate day() {
    return LocalDate.ofInstant(event.at(), ZoneOffset.UTC);
  }
}
