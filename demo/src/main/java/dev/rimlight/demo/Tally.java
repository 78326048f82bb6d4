package dev.rimlight.demo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// What the visitors did and saw, counted on their side of the wire: the first of the two roads to
/// the same numbers.
final class Tally {
  /// A visitor in a variant; what the warehouse must hold, once a day.
  record Exposure(String unit, String experiment, String variant) {}

  final LongAdder visitors = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder events = new LongAdder();
  final LongAdder exposures = new LongAdder();
  final LongAdder orders = new LongAdder();
  final LongAdder greeted = new LongAdder();
  final LongAdder notGreeted = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder withoutDecisions = new LongAdder();

  final Set<Exposure> exposed = ConcurrentHashMap.newKeySet();
  final Set<String> orderIds = ConcurrentHashMap.newKeySet();
  final AtomicReference<String> firstFailure = new AtomicReference<>("");

  /// Whether the sets above are kept; a run without an end must not grow.
  private final boolean keep;

  Tally(boolean keep) {
    this.keep = keep;
  }

  void answered() {
    requests.increment();
  }

  void failed(String what) {
    failures.increment();
    firstFailure.compareAndSet("", what);
  }

  void exposed(String unit, String experiment, String variant) {
    exposures.increment();
    if (keep) {
      exposed.add(new Exposure(unit, experiment, variant));
    }
  }

  void ordered(String id) {
    orders.increment();
    if (keep) {
      orderIds.add(id);
    }
  }
}
