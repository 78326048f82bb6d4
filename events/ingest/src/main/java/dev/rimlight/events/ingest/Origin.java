package dev.rimlight.events.ingest;

import dev.rimlight.events.warehouse.Event;

/// The place of an event in the numbering of the isolate that emitted it.
record Origin(String isolate, long seq) {
  static Origin of(Event event) {
    return new Origin(event.isolate(), event.seq());
  }
}
