package dev.rimlight.stats;

/// What a check of the sample ratio says: a test's outcome, or why there is none.
public sealed interface RatioResult permits RatioCheck, Refusal {}
