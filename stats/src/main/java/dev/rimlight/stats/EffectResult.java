package dev.rimlight.stats;

/// What is known of an effect: an estimate with its standard error, or why there is none.
public sealed interface EffectResult permits Effect, Refusal {}
