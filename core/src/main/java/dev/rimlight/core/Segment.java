package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// A condition that many rules share, or a list of units that the caller keeps.
///
/// @param when null: the caller knows who is in, see [Context#inSegment]
public record Segment(String key, @Nullable Condition when) {}
