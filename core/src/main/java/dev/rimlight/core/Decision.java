package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// What a context gets of one flag, and why.
///
/// @param variant position in the flag's variants
/// @param rule position of the rule that served, -1 for the default, off and kill
/// @param experiment the experiment that took the unit, for [Reason#EXPERIMENT]
/// @param bucket 0 to 99,999 for a split or experiment, else -1
public record Decision(
    Flag flag, int variant, Reason reason, int rule, @Nullable Experiment experiment, int bucket) {
  public Value value() {
    return flag.variants().get(variant).value();
  }

  public String variantKey() {
    return flag.variants().get(variant).key();
  }

  /// One line for golden vectors and for people: `variant reason rule=id experiment=key bucket=n`,
  /// with `-` for what there is not.
  public String describe() {
    return variantKey()
        + " "
        + reason.name()
        + " rule="
        + (rule < 0 ? "-" : flag.rules().get(rule).id())
        + " experiment="
        + (experiment == null ? "-" : experiment.key())
        + " bucket="
        + (bucket < 0 ? "-" : bucket);
  }
}
