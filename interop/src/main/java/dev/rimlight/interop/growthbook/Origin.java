package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.json.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one of our rules was made of.
sealed interface Origin {
  /// The rule of the feature.
  Place rule();

  /// A value for whoever the rule is about.
  record Forced(Place rule) implements Origin {}

  /// A prerequisite that gives null to whoever fails it.
  record Gate(Place rule) implements Origin {}

  /// An experiment.
  ///
  /// @param settings the experiment
  /// @param keys of our experiments that stand for it
  /// @param variants ours, of the variations in order
  /// @param buckets how many numbers its hash has; 0 if it has no hash
  /// @param shadow a flag that tells which variation passes on; null if none does
  record Tried(
      Place rule,
      ExperimentSettings settings,
      List<String> keys,
      List<String> variants,
      int buckets,
      @Nullable String shadow)
      implements Origin {}

  /// What another feature must give, in words of our decision about it.
  ///
  /// @param feature GrowthBook's key
  /// @param variants positions of the variants that will do
  /// @param nothing whether null will do
  record Need(String feature, Set<Integer> variants, boolean nothing) {
    boolean isMet(int variant) {
      return variant < 0 ? nothing : variants.contains(variant);
    }
  }
}
