package dev.rimlight.events.warehouse;

/// Some of all. Numbers are estimates where a part of the events was sampled.
///
/// @param some of them what was asked for
public record Portion(double all, double some) {
  static final Portion NONE = new Portion(0, 0);

  /// At most 1: an estimate of some may be above all.
  public double share() {
    return Math.min(1, some / all);
  }
}
