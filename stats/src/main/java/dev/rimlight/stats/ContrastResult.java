package dev.rimlight.stats;

/// How two arms compare, or why they cannot be compared.
public sealed interface ContrastResult permits Contrast, Refusal {}
