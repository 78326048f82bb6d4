package dev.rimlight.control.store;

/// The new text of a document, when and by whom.
public record Revised(String body, long at, String by) {}
