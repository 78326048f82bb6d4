package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// A range of an experiment's buckets and the variant that its units get.
///
/// @param variant null: these units are counted as taken but served nothing, so that the next rule
///   is asked
public record Arm(@Nullable String variant, Range range) {}
