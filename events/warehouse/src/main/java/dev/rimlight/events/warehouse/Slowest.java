package dev.rimlight.events.warehouse;

/// Where the slowest quarter of a web vital begins.
public record Slowest(long measurements, double p75) {
  static final Slowest NONE = new Slowest(0, 0);
}
