package dev.rimlight.control.publish;

/// What somebody who writes a document believes about it.
public sealed interface Precondition {
  /// That it does not exist yet.
  record Absent() implements Precondition {}

  /// That it is still the version they saw.
  record Version(long version) implements Precondition {}
}
