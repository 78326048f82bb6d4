package dev.rimlight.interop.eppo;

import dev.rimlight.core.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flag of a document in our language.
///
/// @param enabled whether it can give anything
/// @param type as Eppo names it
/// @param names of the variations, in the order of our variants
/// @param values of the variations, JSON parsed
record TranslatedFlag(
    Flag flag, boolean enabled, String type, List<String> names, List<@Nullable Object> values) {}
