package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// What a context gets of one flag, and why.
public final class Decision {
  private final Cause cause;
  private final int variant;
  private final int bucket;

  /// Why something is served: the same for every unit that is served by it.
  ///
  /// @param rule position of the rule that served, -1 for the default, off and kill
  /// @param packed all of it but the flag and the error, see [Decision#packed]
  record Cause(
      Flag flag,
      Reason reason,
      int rule,
      @Nullable Experiment experiment,
      @Nullable String error,
      int packed) {
    Cause(
        Flag flag,
        Reason reason,
        int rule,
        @Nullable Experiment experiment,
        @Nullable String error) {
      this(
          flag,
          reason,
          rule,
          experiment,
          error,
          reason.code() << 8 | (rule + 1) << 12 | (reason.counts() ? 1 << 24 : 0));
    }
  }

  Decision(Cause cause, int variant, int bucket) {
    this.cause = cause;
    this.variant = variant;
    this.bucket = bucket;
  }

  public Flag flag() {
    return cause.flag();
  }

  /// Position in the flag's variants; -1 when the caller's own default applies.
  public int variant() {
    return variant;
  }

  public Reason reason() {
    return cause.reason();
  }

  /// Position of the rule that served, -1 for the default, off and kill.
  public int rule() {
    return cause.rule();
  }

  /// The experiment that took the unit, for [Reason#EXPERIMENT], [Reason#FORCED] and
  /// [Reason#STICKY].
  public @Nullable Experiment experiment() {
    return cause.experiment();
  }

  /// The bucket of a split or experiment, else -1.
  public int bucket() {
    return bucket;
  }

  /// What failed, for [Reason#ERROR].
  public @Nullable String error() {
    return cause.error();
  }

  /// Variant, reason and rule as one int.
  ///
  /// ```
  /// bits 0-7   variant, position in the flag; 255 when the caller's own default applies
  /// bits 8-11  reason, its code
  /// bits 12-23 rule + 1, 0 for the default
  /// bit  24    set when an experiment took the unit and counts it, which it does not when forced
  /// ```
  public int packed() {
    return cause.packed() | variant & 0xFF;
  }

  /// Null when the caller's own default applies.
  public @Nullable Value value() {
    return variant < 0 ? null : flag().variants().get(variant).value();
  }

  /// `-` when the caller's own default applies.
  public String variantKey() {
    return variant < 0 ? "-" : flag().variants().get(variant).key();
  }

  /// Whether the assignment is to be kept and handed back in later contexts.
  public boolean sticks() {
    Experiment experiment = experiment();
    return experiment != null
        && experiment.sticky() != null
        && (reason() == Reason.EXPERIMENT || reason() == Reason.STICKY);
  }

  /// One line for golden vectors and for people: `variant reason rule=id experiment=key bucket=n`,
  /// with `-` for what there is not, and `error=what` after an error.
  public String describe() {
    Experiment experiment = experiment();
    String error = error();
    return variantKey()
        + " "
        + reason().name()
        + " rule="
        + (rule() < 0 ? "-" : flag().rules().get(rule()).id())
        + " experiment="
        + (experiment == null ? "-" : experiment.key())
        + " bucket="
        + (bucket < 0 ? "-" : bucket)
        + (error == null ? "" : " error=" + error);
  }

  /// One line for machines: `variant|reason|rule|bucket|error|experiment`, positions and -1 as in
  /// the record, empty for null.
  public String line() {
    Experiment experiment = experiment();
    String error = error();
    return variant
        + "|"
        + reason().name()
        + "|"
        + rule()
        + "|"
        + bucket
        + "|"
        + (error == null ? "" : error)
        + "|"
        + (experiment == null ? "" : experiment.key());
  }
}
