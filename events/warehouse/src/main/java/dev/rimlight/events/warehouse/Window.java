package dev.rimlight.events.warehouse;

import java.time.Duration;
import java.util.Optional;

/// Which time after a unit's first exposure counts.
///
/// @param delay what passes before counting begins
/// @param length how long counting goes on; until now if absent. With it only units count that had
///   the whole window
public record Window(Duration delay, Optional<Duration> length) {
  public static final Window ALL = new Window(Duration.ZERO, Optional.empty());

  public Window {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay == " + delay + ", must be >= 0");
    }
    if (length.isPresent() && !length.get().isPositive()) {
      throw new IllegalArgumentException("length == " + length.get() + ", must be > 0");
    }
  }
}
