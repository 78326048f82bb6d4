package dev.rimlight.core;

/// The part of a split that one variant receives, in hundred-thousandths.
public record Share(String variant, int weight) {}
