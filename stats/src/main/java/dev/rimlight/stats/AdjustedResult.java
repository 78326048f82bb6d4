package dev.rimlight.stats;

/// A comparison after covariate adjustment, or why there is none.
public sealed interface AdjustedResult permits Adjusted, Refusal {}
