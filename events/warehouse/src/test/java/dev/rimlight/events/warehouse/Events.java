package dev.rimlight.events.warehouse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes events as a test tells them, one after the other.
final class Events {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final List<StoredEvent> events = new ArrayList<>();
  private long lastSeq;

  Events() {
    this(0);
  }

  Events(long lastSeq) {
    this.lastSeq = lastSeq;
  }

  Events exposure(String unit, String variant, Instant at) {
    return add(Event.Kind.EXPOSURE, unit, at, "banner", variant, null, null, null);
  }

  Events botExposure(String unit, String variant, Instant at) {
    return add(Event.Kind.EXPOSURE, unit, at, "banner", variant, null, null, true);
  }

  Events assignment(String unit, String variant, Instant at) {
    return add(Event.Kind.ASSIGNMENT, unit, at, "banner", variant, null, null, null);
  }

  Events audit(String unit, String name, Instant at) {
    return add(Event.Kind.AUDIT, unit, at, "banner", "on", name, null, null);
  }

  Events conversion(String unit, String name, @Nullable Double value, Instant at) {
    return add(Event.Kind.CONVERSION, unit, at, null, null, name, value, null);
  }

  Events vital(String unit, String name, double value, Instant at) {
    return add(Event.Kind.VITAL, unit, at, null, null, name, value, false);
  }

  Events error(String unit, Instant at) {
    return add(Event.Kind.ERROR, unit, at, null, null, "TypeError", null, null);
  }

  /// So it was with the last event.
  Events with(Event.Circumstances circumstances) {
    StoredEvent last = events.removeLast();
    Event event = last.event();
    events.add(
        new StoredEvent(
            last.journalSeq(),
            last.receivedAt(),
            new Event(
                event.id(),
                event.kind(),
                event.at(),
                event.unit(),
                event.isolate(),
                event.seq(),
                event.experiment(),
                event.variant(),
                event.revision(),
                event.name(),
                event.value(),
                event.route(),
                event.country(),
                event.device(),
                event.bot(),
                event.source(),
                circumstances)));
    return this;
  }

  /// A row with the id and all else of an earlier one.
  Events sentAgain(String id) {
    Event event =
        events.stream()
            .map(StoredEvent::event)
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow();
    events.add(new StoredEvent(++lastSeq, event.at().plusSeconds(864_000), event));
    return this;
  }

  private Events add(
      Event.Kind kind,
      String unit,
      Instant at,
      @Nullable String experiment,
      @Nullable String variant,
      @Nullable String name,
      @Nullable Double value,
      @Nullable Boolean bot) {
    long seq = ++lastSeq;
    Event event =
        new Event(
            "e" + seq,
            kind,
            at,
            unit,
            "iso",
            seq - 1,
            experiment,
            variant,
            7L,
            name,
            value,
            "home",
            "DE",
            "mobile",
            bot,
            "edge",
            Event.Circumstances.UNKNOWN);
    events.add(new StoredEvent(seq, at.plusMillis(40), event));
    return this;
  }

  List<StoredEvent> list() {
    return List.copyOf(events);
  }

  Range range() {
    return new Range(events.getFirst().journalSeq(), events.getLast().journalSeq());
  }
}
