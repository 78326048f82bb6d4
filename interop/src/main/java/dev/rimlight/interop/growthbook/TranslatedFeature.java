package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.interop.json.Place;
import java.util.List;
import java.util.Map;

/// A feature as a flag of ours.
///
/// @param name GrowthBook's key
/// @param flag our flag
/// @param values of the flag's variants, as GrowthBook has them
/// @param origins of the flag's rules
/// @param needs what each rule of the feature needs of others, by the rule's pointer
/// @param experiments that the flag's rules serve
/// @param shadows flags beside it that tell which variations pass on
record TranslatedFeature(
    String name,
    Flag flag,
    FeatureVariants values,
    List<Origin> origins,
    Map<String, List<Origin.Need>> needs,
    List<Experiment> experiments,
    List<Flag> shadows,
    Place place) {}
