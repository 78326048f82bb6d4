package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Core gives the answers that spec/vectors states; they were computed by a second implementation
/// in another language. edge/bridge asks the same of the compiled module.
@NullUnmarked
class GoldenVectorsTest {
  @Test
  void bucketing_isTheOneOfTheVectors() {
    for (Object item : Vectors.list(Vectors.read("bucketing.json"), "cases")) {
      Map<String, Object> vector = Vectors.object(item);
      int seed = (Integer) vector.get("seed");
      String salt = (String) vector.get("salt");
      String unit = (String) vector.get("unit");
      Bucketing by = Bucketing.standard(seed, salt, null);
      assertThat(by.leadingBits(unit))
          .as("hash of %s", vector)
          .isEqualTo(((Number) vector.get("hash")).longValue());
      assertThat(by.bucket(unit))
          .as("bucket of %s", vector)
          .isEqualTo((Integer) vector.get("bucket"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void decisions_areThoseOfTheVectors(String name) {
    Map<String, Object> vectors = Vectors.read(name);
    Definitions definitions = Vectors.definitions(Vectors.object(vectors.get("definitions")));
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions));
    KillList kills =
        new KillList(Vectors.list(vectors, "kills").stream().map(String::valueOf).toList());
    long now = ((Number) vectors.get("now")).longValue();
    List<?> contexts = Vectors.list(vectors, "contexts");
    for (Object item : Vectors.list(vectors, "cases")) {
      List<?> vector = (List<?>) item;
      Map<String, Object> context = Vectors.object(contexts.get((Integer) vector.get(1)));
      int flag = snapshot.indexOf((String) vector.get(0));
      Decision decision = Decider.decide(snapshot, kills, Vectors.context(context), flag, now);
      assertThat(decision.describe())
          .as("%s for %s", vector.get(0), context)
          .isEqualTo(vector.get(2));
    }
  }
}
