package dev.rimlight.control.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many requests one sender may make: so many a second, and twice as many at once.
public final class Pace {
  static final int REMEMBERED = 10_000;

  private final int perSecond;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// @param perSecond 0 for no limit
  public Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  public int perSecond() {
    return perSecond;
  }

  /// Takes one request: 0 when it may be made, else after how many milliseconds it may.
  public long claim(String sender) {
    if (perSecond == 0) {
      return 0;
    }
    ConsumptionProbe probe = bucket(sender).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? 0
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill()));
  }

  private synchronized Bucket bucket(String sender) {
    return buckets.computeIfAbsent(
        sender,
        _ ->
            Bucket.builder()
                .addLimit(limit ->
                    limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build());
  }
}
