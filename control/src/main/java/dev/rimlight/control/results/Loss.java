package dev.rimlight.control.results;

/// What the ingest knows about events that did not arrive, or have not been loaded.
public sealed interface Loss {
  /// Places in the isolates' numberings that arrived, and those below the highest that did not.
  ///
  /// @param waiting events that are durable and not in the warehouse yet
  record Counted(long received, long lost, long waiting) implements Loss {}

  /// Nobody could say.
  record Unknown(String why) implements Loss {}
}
