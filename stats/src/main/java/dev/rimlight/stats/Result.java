package dev.rimlight.stats;

/// What a comparison of two arms says: an estimate, or why there is none.
public sealed interface Result permits Estimate, Refusal {}
