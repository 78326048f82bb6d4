package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Broken input of every kind, seeded: documents, snapshots and contexts are either read or refused
/// with the one exception that says so; nothing hangs, and what opens decides.
@NullUnmarked
class FuzzTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> vectors = Vectors.read("language.json");
  private final Map<String, Object> document = Vectors.object(vectors.get("definitions"));
  private final Definitions definitions = Vectors.definitions(document);
  private final List<?> contexts = Vectors.list(vectors, "contexts");

  /// Bytes are changed and the checksum is made right again: what a forger could send who has the
  /// signing key.
  @Test
  void damagedSnapshots_areRefusedOrDecide() {
    List<byte[]> snapshots =
        List.of(SnapshotCodec.encode(definitions), SnapshotCodec.encode(withPatterns()));
    Random random = new Random(1);
    int[] outcomes = new int[2];
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int round = 0; round < 3_000; round++) {
            byte[] damaged = snapshots.get(round % 2).clone();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
              damaged[4 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
            }
            int checksum = SnapshotCodec.checksum(damaged, damaged.length - 4);
            for (int i = 0; i < 4; i++) {
              damaged[damaged.length - 4 + i] = (byte) (checksum >>> (8 * i));
            }
            outcomes[decides(damaged, random) ? 1 : 0]++;
          }
        });
    assertThat(outcomes[0]).as("refused").isPositive();
    assertThat(outcomes[1]).as("decided").isPositive();
  }

  private static Definitions withPatterns() {
    return Vectors.definitions(Vectors.object(Vectors.read("decisions.json").get("definitions")));
  }

  private boolean decides(byte[] bytes, Random random) {
    try {
      Snapshot snapshot = Snapshot.open(bytes);
      Context context =
          Vectors.context(Vectors.object(contexts.get(random.nextInt(contexts.size()))));
      for (int flag = 0; flag < snapshot.flagCount(); flag++) {
        Decider.decide(snapshot, KillList.NONE, context, flag, 0).line();
        Decider.explain(snapshot, KillList.NONE, context, flag, 0);
        snapshot.attributes(flag);
        snapshot.listedSegments(flag);
      }
      return true;
    } catch (UnsupportedSnapshot refused) {
      return false;
    }
  }

  @Test
  void damagedContexts_areRefusedOrRead() {
    Random random = new Random(2);
    int read = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes =
          ContextCodec.encode(
              Vectors.context(Vectors.object(contexts.get(round % contexts.size()))));
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        ContextCodec.encode(ContextCodec.decode(bytes));
        read++;
      } catch (UnsupportedSnapshot refused) {
        assertThat(refused).hasMessageStartingWith("snapshot: ");
      }
    }
    assertThat(read).isBetween(1, 49_999);
  }

  /// One place of a sound document is put out of joint; the fault names the place.
  @Test
  void damagedDocuments_areRefusedOrRead() {
    Random random = new Random(3);
    int refused = 0;
    List<?> flags = Vectors.list(document, "flags");
    List<?> experiments = Vectors.list(document, "experiments");
    for (int round = 0; round < 40_000; round++) {
      boolean ofFlag = random.nextInt(4) > 0;
      List<?> from = ofFlag ? flags : experiments;
      Map<String, Object> damaged =
          Vectors.object(damaged(from.get(random.nextInt(from.size())), random));
      try {
        if (ofFlag) {
          DefinitionsJson.readFlag(damaged);
        } else {
          DefinitionsJson.readExperiment(damaged);
        }
      } catch (InvalidDefinition fault) {
        assertThat(fault.code()).isNotEmpty();
        assertThat(fault.getMessage()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isBetween(10_000, 39_999);
  }

  private static Object damaged(Object tree, Random random) {
    if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      List<Object> names = new ArrayList<>(copy.keySet());
      Object name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(8)) {
        case 0 -> copy.remove(name);
        case 1 -> copy.put("x" + name, copy.remove(name));
        case 2 -> copy.put(name, odd(random));
        default -> copy.put(name, damaged(copy.get(name), random));
      }
      return copy;
    }
    if (tree instanceof List<?> list && !list.isEmpty()) {
      List<Object> copy = new ArrayList<>(list);
      int at = random.nextInt(copy.size());
      if (random.nextInt(4) == 0) {
        copy.add(copy.get(at));
      } else {
        copy.set(at, damaged(copy.get(at), random));
      }
      return copy;
    }
    return odd(random);
  }

  private static Object odd(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> true;
      case 2 -> -1;
      case 3 -> 1e300;
      case 4 -> Double.NaN;
      case 5 -> "";
      case 6 -> "x".repeat(3_000);
      case 7 -> List.of();
      case 8 -> Map.of();
      default -> Map.of("not", Map.of("not", List.of(1)));
    };
  }
}
