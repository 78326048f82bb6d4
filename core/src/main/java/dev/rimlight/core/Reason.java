package dev.rimlight.core;

/// Why a decision came out as it did; a closed set. The codes are part of the packed form that the
/// Worker reads.
public enum Reason {
  /// No rule served; the flag's default did.
  DEFAULT(0),
  /// The flag is off in this environment.
  OFF(1),
  /// The kill list names the flag.
  KILLED(2),
  /// A rule matched and serves a fixed variant.
  RULE(3),
  /// A rule or the default shares units out.
  SPLIT(4),
  /// A running experiment took the unit.
  EXPERIMENT(5),
  /// The snapshot uses something that this engine does not know: the off variant.
  UNSUPPORTED(6);

  private final int code;

  Reason(int code) {
    this.code = code;
  }

  /// The number in packed decisions.
  public int code() {
    return code;
  }
}
