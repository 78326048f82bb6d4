package dev.rimlight.stats;

/// A fitted linear model, or why it cannot be fitted.
public sealed interface FitResult permits LinearFit, Refusal {}
