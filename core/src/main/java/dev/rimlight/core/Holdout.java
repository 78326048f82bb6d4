package dev.rimlight.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A share of units that is kept out of all experiments that name it.
///
/// @param share hundred-thousandths of all units; raising it moves nobody back in
/// @param unit what is bucketed; null is the visitor's id
public record Holdout(String key, int share, @Nullable Term unit) {
  Condition holds() {
    return new Condition.InBuckets(
        Bucketing.standard(Bucketing.ALLOCATION_SEED, "holdout:" + key, unit),
        List.of(new Range(0, share)));
  }
}
