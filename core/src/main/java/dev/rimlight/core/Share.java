package dev.rimlight.core;

/// The part of a split that one variant receives, in the profile's buckets: hundred-thousandths
/// unless something else is said.
public record Share(String variant, int weight) {}
