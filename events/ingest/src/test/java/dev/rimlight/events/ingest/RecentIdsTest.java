package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Says what a map says, also after removals.
final class RecentIdsTest {
  @Test
  void randomPutsAndRemovals_areThoseOfAMap() {
    Random random = new Random(3);
    RecentIds ids = new RecentIds();
    Map<Long, Long> map = new TreeMap<>();
    for (long seq = 1; seq <= 100_000; seq++) {
      long hash = random.nextInt(2_000) * 64L; // many want the same slot
      if (random.nextInt(4) == 0) {
        ids.remove(hash);
        map.remove(hash);
      } else {
        ids.put(hash, seq);
        map.put(hash, seq);
      }
      long other = random.nextInt(2_000) * 64L;
      assertThat(ids.seqOf(other)).isEqualTo(map.getOrDefault(other, RecentIds.NONE));
    }
    assertThat(ids.size()).isEqualTo(map.size());
    assertThat(ids.sorted())
        .containsExactlyElementsOf(
            map.entrySet().stream()
                .map(entry -> new RecentIds.Place(entry.getKey(), entry.getValue()))
                .toList());
  }
}
