package dev.rimlight.events.warehouse;

import java.time.Instant;

/// Who was here lately, and what one event came to.
///
/// @param units seen
/// @param converted of them, with the event
/// @param mean of the events' values per unit, of all units
/// @param spread standard deviation of the same
/// @param first when the first of them was seen
public record Traffic(long units, long converted, double mean, double spread, Instant first) {
  static final Traffic NONE = new Traffic(0, 0, 0, 0, Instant.EPOCH);
}
