package dev.rimlight.core;

import org.jspecify.annotations.Nullable;

/// Experiments that exclude each other: each has ranges of the layer's buckets for itself.
///
/// @param unit what is bucketed; null is the visitor's id
public record Layer(String key, @Nullable Term unit) {
  Bucketing bucketing() {
    return Bucketing.standard(Bucketing.ALLOCATION_SEED, "layer:" + key, unit);
  }
}
