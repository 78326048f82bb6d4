package dev.rimlight.stats;

/// How well the units of the arms fit their weights.
///
/// @param statistic chi-square, or the logarithm of the Bayes factor against the weights
/// @param p of this look
public record RatioCheck(double statistic, double p) implements RatioResult {}
