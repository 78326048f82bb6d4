package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What was put is always found, and little else.
final class HashFilterTest {
  private static final int SIZE = 200_000;

  @Test
  void hashesThatWerePut_areHeldAlsoAfterReading() {
    HashFilter filter = filled();
    HashFilter read = HashFilter.read(filter.bytes());
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SIZE; i++) {
      long hash = random.nextLong();
      assertThat(filter.mayHold(hash) && read.mayHold(hash)).isTrue();
    }
  }

  @Test
  void otherHashes_areTakenForThemOnceInFiveHundred() {
    HashFilter filter = filled();
    SplittableRandom random = new SplittableRandom(2);
    int taken = 0;
    for (int i = 0; i < SIZE; i++) {
      taken += filter.mayHold(random.nextLong()) ? 1 : 0;
    }
    assertThat(taken).isBetween(SIZE / 1_500, SIZE / 300);
  }

  private static HashFilter filled() {
    HashFilter filter = HashFilter.of(SIZE);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < SIZE; i++) {
      filter.put(random.nextLong());
    }
    return filter;
  }
}
