package dev.rimlight.stats;

/// The mean of an arm, or why it has none.
public sealed interface ArmResult permits ArmMean, Refusal {}
