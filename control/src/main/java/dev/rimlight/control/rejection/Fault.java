package dev.rimlight.control.rejection;

/// One thing wrong in a document: where (a JSON pointer) and what.
public record Fault(String path, String message) {}
