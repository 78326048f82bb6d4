package dev.rimlight.control.store;

/// The new text of a document, when and by whom.
///
/// @param search what lists find it by
public record Revised(String body, String search, long at, String by) {}
