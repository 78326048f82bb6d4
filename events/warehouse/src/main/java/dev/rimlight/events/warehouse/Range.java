package dev.rimlight.events.warehouse;

/// The journal sequence numbers from first to last, both included.
public record Range(long from, long to) {
  public Range {
    if (from < 1) {
      throw new IllegalArgumentException("from == " + from + ", must be >= 1");
    }
    if (to < from) {
      throw new IllegalArgumentException("to == " + to + ", must be >= from == " + from);
    }
  }

  public long size() {
    return to - from + 1;
  }

  boolean contains(Range other) {
    return from <= other.from && other.to <= to;
  }

  Range upTo(Range later) {
    return new Range(from, later.to);
  }
}
