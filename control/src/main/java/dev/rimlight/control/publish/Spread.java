package dev.rimlight.control.publish;

import dev.rimlight.control.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/// Measures how long it takes until every edge runs the newest message of one kind.
final class Spread {
  private final String what;
  private final Telemetry.OfEnvironment telemetry;
  private Channel.@Nullable Message waiting;

  Spread(String what, Telemetry.OfEnvironment telemetry) {
    this.what = what;
    this.telemetry = telemetry;
  }

  /// One that an earlier process made has no beginning.
  synchronized void begin(Channel.Message message) {
    Channel.Message known = waiting;
    if (message.madeNanos() != 0 && (known == null || known.number() < message.number())) {
      waiting = message;
    }
  }

  /// Every edge runs this number or a higher one.
  synchronized void heard(long number) {
    Channel.Message message = waiting;
    if (message != null && number >= message.number()) {
      waiting = null;
      telemetry.spread(what, System.nanoTime() - message.madeNanos());
    }
  }
}
