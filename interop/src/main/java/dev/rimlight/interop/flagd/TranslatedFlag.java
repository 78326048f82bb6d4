package dev.rimlight.interop.flagd;

import dev.rimlight.core.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flag of flagd as one of ours.
///
/// @param names flagd's, of the variants in order
/// @param values of the variants
/// @param targeted of each rule, whether it is what the targeting gives, else the default
/// @param hasTargeting whether there is any targeting
record TranslatedFlag(
    Flag flag,
    List<String> names,
    List<@Nullable Object> values,
    List<Boolean> targeted,
    boolean hasTargeting) {}
