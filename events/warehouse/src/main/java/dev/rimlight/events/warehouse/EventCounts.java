package dev.rimlight.events.warehouse;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How many events are stored, and how many different ones: equal when nothing is stored twice.
public record EventCounts(Map<Event.Kind, Long> rowsByKind, long rows, long distinctIds) {
  public static final EventCounts NONE = new EventCounts(Map.of(), 0, 0);

  public EventCounts {
    EnumMap<Event.Kind, Long> copy = new EnumMap<>(Event.Kind.class);
    copy.putAll(rowsByKind);
    rowsByKind = Collections.unmodifiableMap(copy);
  }

  public long rows(Event.Kind kind) {
    return rowsByKind.getOrDefault(kind, 0L);
  }
}
