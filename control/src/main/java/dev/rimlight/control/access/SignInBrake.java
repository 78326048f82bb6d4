package dev.rimlight.control.access;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down guessing: after a few failures, a name from an address has to wait.
final class SignInBrake {
  static final int FAILURES = 5;
  static final Duration WINDOW = Duration.ofMinutes(5);
  static final int REMEMBERED = 10_000;

  /// Who tries, from where.
  record Caller(String name, String address) {}

  private final Map<Caller, ArrayDeque<Long>> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Caller, ArrayDeque<Long>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Claims one attempt: 0 when it may be made, else how long to wait. The claim counts as a
  /// failure until [#succeeded], so that many attempts at once are no way around.
  synchronized long claim(Caller caller, long now) {
    ArrayDeque<Long> recent = failures.computeIfAbsent(caller, _ -> new ArrayDeque<>(FAILURES));
    while (!recent.isEmpty() && recent.peekFirst() <= now - WINDOW.toMillis()) {
      recent.removeFirst();
    }
    if (recent.size() >= FAILURES) {
      return recent.getFirst() + WINDOW.toMillis() - now;
    }
    recent.addLast(now);
    return 0;
  }

  synchronized void succeeded(Caller caller) {
    failures.remove(caller);
  }
}
