package dev.rimlight.core;

import java.util.List;

/// A share of units as a function of time: straight lines between the steps, the first step's share
/// before it, the last one's after it. Steps are in order and shares never fall, so that who was in
/// stays in.
public record Ramp(List<Step> steps) {
  /// From here on so many.
  ///
  /// @param share of [Bucketing#buckets]
  public record Step(long atMillis, int share) {}

  public Ramp {
    steps = List.copyOf(steps);
  }

  int shareAt(long nowMillis) {
    Step before = steps.get(0);
    for (int i = 1; i < steps.size() && before.atMillis() <= nowMillis; i++) {
      Step after = steps.get(i);
      if (nowMillis < after.atMillis()) {
        long gone = nowMillis - before.atMillis();
        long whole = after.atMillis() - before.atMillis();
        return before.share() + (int) ((after.share() - before.share()) * gone / whole);
      }
      before = after;
    }
    return before.share();
  }
}
