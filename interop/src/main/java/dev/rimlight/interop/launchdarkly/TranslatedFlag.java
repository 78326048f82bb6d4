package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import java.util.List;

/// A flag of a document in our language.
///
/// @param origins of our flag's rules, in their order
record TranslatedFlag(
    Flag flag, Variations variations, List<Origin> origins, List<Experiment> experiments) {
  TranslatedFlag {
    origins = List.copyOf(origins);
    experiments = List.copyOf(experiments);
  }
}
