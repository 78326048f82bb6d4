package dev.rimlight.control.results;

/// What the ingest knows about events that did not arrive.
sealed interface Loss {
  /// Places in the isolates' numberings that arrived, and those below the highest that did not.
  record Counted(long received, long lost) implements Loss {}

  /// Nobody could say.
  record Unknown(String why) implements Loss {}
}
