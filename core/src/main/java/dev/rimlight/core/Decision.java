package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// What a context gets of one flag, and why.
///
/// @param variant position in the flag's variants; -1 when the caller's own default applies
/// @param rule position of the rule that served, -1 for the default, off and kill
/// @param experiment the experiment that took the unit, for [Reason#EXPERIMENT], [Reason#FORCED]
///   and [Reason#STICKY]
/// @param bucket the bucket of a split or experiment, else -1
/// @param error what failed, for [Reason#ERROR]
public record Decision(
    Flag flag,
    int variant,
    Reason reason,
    int rule,
    @Nullable Experiment experiment,
    int bucket,
    @Nullable String error) {
  /// Null when the caller's own default applies.
  public @Nullable Value value() {
    return variant < 0 ? null : flag.variants().get(variant).value();
  }

  /// `-` when the caller's own default applies.
  public String variantKey() {
    return variant < 0 ? "-" : flag.variants().get(variant).key();
  }

  /// Whether the assignment is to be kept and handed back in later contexts.
  public boolean sticks() {
    return experiment != null
        && experiment.sticky() != null
        && (reason == Reason.EXPERIMENT || reason == Reason.STICKY);
  }

  /// One line for golden vectors and for people: `variant reason rule=id experiment=key bucket=n`,
  /// with `-` for what there is not, and `error=what` after an error.
  public String describe() {
    return variantKey()
        + " "
        + reason.name()
        + " rule="
        + (rule < 0 ? "-" : flag.rules().get(rule).id())
        + " experiment="
        + (experiment == null ? "-" : experiment.key())
        + " bucket="
        + (bucket < 0 ? "-" : bucket)
        + (error == null ? "" : " error=" + error);
  }

  /// One line for machines: `variant|reason|rule|bucket|error|experiment`, positions and -1 as in
  /// the record, empty for null.
  public String line() {
    return variant
        + "|"
        + reason.name()
        + "|"
        + rule
        + "|"
        + bucket
        + "|"
        + (error == null ? "" : error)
        + "|"
        + (experiment == null ? "" : experiment.key());
  }
}
