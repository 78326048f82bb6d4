package dev.rimlight.core;

/// One of the values that a flag can have.
public record Variant(String key, Value value) {}
