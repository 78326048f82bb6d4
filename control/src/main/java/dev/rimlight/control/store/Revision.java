package dev.rimlight.control.store;

/// A publication: the signed bytes that the edges run, when and by whom.
///
/// @param number 1, 2, 3 ...
/// @param envelope base64
/// @param sizeBytes of the snapshot inside the envelope
/// @param remark what the publisher said about it, may be empty
public record Revision(
    int number, String envelope, int sizeBytes, long at, String by, String remark) {}
