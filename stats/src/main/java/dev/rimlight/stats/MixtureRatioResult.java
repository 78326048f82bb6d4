package dev.rimlight.stats;

/// What a mixture sequential probability ratio test says at one look: the ratio, or why there is
/// none.
public sealed interface MixtureRatioResult permits MixtureRatio, Refusal {}
