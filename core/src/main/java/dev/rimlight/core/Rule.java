package dev.rimlight.core;

/// If the condition holds, serve.
public record Rule(String id, Condition when, Serve serve) {}
