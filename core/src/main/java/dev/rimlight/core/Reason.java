package dev.rimlight.core;

/// Why a decision came out as it did; a closed set. The order is part of the packed form that the
/// Worker reads.
public enum Reason {
  /// No rule served; the flag's default did.
  DEFAULT,
  /// The flag is off in this environment.
  OFF,
  /// The kill list names the flag.
  KILLED,
  /// A rule matched and serves a fixed variant.
  RULE,
  /// A rule or the default shares units out.
  SPLIT,
  /// A running experiment took the unit.
  EXPERIMENT,
  /// The snapshot uses something that this engine does not know: the off variant.
  UNSUPPORTED
}
