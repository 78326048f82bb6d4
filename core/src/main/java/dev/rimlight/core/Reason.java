package dev.rimlight.core;

/// Why a decision came out as it did; a closed set. The codes are part of the packed form that the
/// Worker reads: 0 to 15.
public enum Reason {
  /// No rule served; the flag's default did.
  DEFAULT(0),
  /// The flag is off in this environment.
  OFF(1),
  /// The kill list names the flag.
  KILLED(2),
  /// A rule matched and serves a fixed or a computed variant.
  RULE(3),
  /// A rule or the default shares units out.
  SPLIT(4),
  /// A running experiment took the unit.
  EXPERIMENT(5),
  /// The snapshot uses something that this engine does not know: the off variant.
  UNSUPPORTED(6),
  /// An experiment gave the variant that the context forces.
  FORCED(7),
  /// A running experiment kept the variant of an earlier decision.
  STICKY(8),
  /// The flag cannot be decided for this context; the caller's own default applies. The decision
  /// says what failed.
  ERROR(9);

  private final int code;

  Reason(int code) {
    this.code = code;
  }

  /// The number in packed decisions.
  public int code() {
    return code;
  }

  /// Whether an experiment took the unit and counts it.
  boolean counts() {
    return this == EXPERIMENT || this == STICKY;
  }

  boolean off() {
    return this == OFF || this == KILLED || this == UNSUPPORTED;
  }
}
