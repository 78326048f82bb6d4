package dev.rimlight.interop.vendor;

import dev.rimlight.core.Definitions;

/// A vendor's document in our language.
public record Imported(Definitions definitions, Report report) {}
