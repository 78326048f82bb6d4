package dev.rimlight.events.warehouse;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// Which events a metric is about.
///
/// @param kind conversions, vitals or errors
/// @param name the event's name, as order or LCP, or [#ANY]
/// @param only values that a column may have, by column: of [Dimension], those that an event has
///   itself
/// @param atLeast smallest value that counts
/// @param atMost largest value that counts
public record Source(
    Event.Kind kind,
    String name,
    Map<Dimension, Set<String>> only,
    OptionalDouble atLeast,
    OptionalDouble atMost) {

  /// The name of every event of the kind: whoever did anything came back.
  public static final String ANY = "*";

  public Source {
    TreeMap<Dimension, Set<String>> copy = new TreeMap<>();
    only.forEach((dimension, values) -> copy.put(dimension, Set.copyOf(values)));
    only = Collections.unmodifiableMap(copy);
  }

  public static Source conversion(String name) {
    return new Source(
        Event.Kind.CONVERSION, name, Map.of(), OptionalDouble.empty(), OptionalDouble.empty());
  }
}
