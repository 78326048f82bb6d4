package dev.rimlight.control.store;

/// A flag that is off for everybody, whatever is published.
public record Kill(String flag, long at, String by, String reason) {}
