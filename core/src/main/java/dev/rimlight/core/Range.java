package dev.rimlight.core;

/// Buckets from `from` up to, but not including, `to`.
public record Range(int from, int to) {
  boolean holds(int bucket) {
    return bucket >= from && bucket < to;
  }

  int width() {
    return to - from;
  }

  boolean overlaps(Range other) {
    return from < other.to && other.from < to;
  }
}
