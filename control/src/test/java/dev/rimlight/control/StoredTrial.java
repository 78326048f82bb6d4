package dev.rimlight.control;

import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.Layout;
import dev.rimlight.events.warehouse.PartWriter;
import dev.rimlight.events.warehouse.Range;
import dev.rimlight.events.warehouse.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An experiment's events in Parquet, as the ingest leaves them.
final class StoredTrial {
  static final int UNITS = 1_000;

  private StoredTrial() {}

  private static Event event(
      int number, Event.Kind kind, Instant at, @Nullable String variant, @Nullable String name) {
    return new Event(
        kind + "-" + number,
        kind,
        at,
        "unit-" + number,
        "iso",
        number,
        variant == null ? null : "wording",
        variant,
        1L,
        name,
        name == null ? null : 20.0,
        null,
        null,
        null,
        false,
        "edge",
        Event.Circumstances.UNKNOWN);
  }

  /// One in ten orders under control, one in five under the other.
  static void write(Path parquet, Instant at) {
    List<StoredEvent> events = new ArrayList<>();
    for (int unit = 0; unit < UNITS; unit++) {
      boolean eager = unit % 2 == 1;
      add(events, event(unit, Event.Kind.EXPOSURE, at, eager ? "eager" : "plain", null));
      if (unit % 20 == 0 || unit % 10 == 1) {
        add(events, event(unit, Event.Kind.CONVERSION, at.plusMillis(1), null, "order"));
      }
    }
    try (PartWriter writer = PartWriter.open(new Layout(parquet, "demo"))) {
      writer.write(new Range(1, events.size()), events);
    }
  }

  /// Of the same units: an error of some under control and of others under the other, and each
  /// unit's LCP, in milliseconds around a middle of its variant.
  static void writeFaults(Path parquet, Instant at, Faults plain, Faults eager) {
    List<Event> events = new ArrayList<>();
    for (int unit = 0; unit < UNITS; unit++) {
      Faults faults = unit % 2 == 1 ? eager : plain;
      if (unit / 2 < faults.failed()) {
        events.add(event(unit, Event.Kind.ERROR, at.plusMillis(2), null, "TypeError"));
      }
      if (faults.millis() == 0) {
        continue;
      }
      double millis = faults.millis() + unit * 617 % 1_000;
      events.add(valued(event(unit, Event.Kind.VITAL, at.plusMillis(3), null, "LCP"), millis));
    }
    write(parquet, 10_000, events.toArray(Event[]::new));
  }

  /// What happens to the units of a variant; 0 where nothing reports how fast pages are.
  record Faults(int failed, double millis) {}

  private static Event valued(Event event, double value) {
    return new Event(
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
        value,
        event.route(),
        event.country(),
        event.device(),
        event.bot(),
        event.source(),
        event.circumstances());
  }

  /// Visitors without an experiment, every fifth from Germany.
  static void writeVisitors(Path parquet, Instant at) {
    List<StoredEvent> events = new ArrayList<>();
    for (int unit = 0; unit < UNITS; unit++) {
      Event event = event(unit, Event.Kind.VITAL, at, null, "LCP");
      add(events, from(event, unit % 5 == 0 ? "DE" : "FR"));
    }
    try (PartWriter writer = PartWriter.open(new Layout(parquet, "demo"))) {
      writer.write(new Range(1, events.size()), events);
    }
  }

  private static Event from(Event event, String country) {
    return new Event(
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
        country,
        event.device(),
        event.bot(),
        event.source(),
        event.circumstances());
  }

  /// Events as they are, after the first `before` events of the journal.
  static void write(Path parquet, long before, Event... events) {
    List<StoredEvent> stored = new ArrayList<>();
    for (Event event : events) {
      stored.add(new StoredEvent(before + stored.size() + 1, event.at(), event));
    }
    try (PartWriter writer = PartWriter.open(new Layout(parquet, "demo"))) {
      writer.write(new Range(before + 1, before + events.length), stored);
    }
  }

  private static void add(List<StoredEvent> events, Event event) {
    events.add(new StoredEvent(events.size() + 1L, event.at(), event));
  }
}
