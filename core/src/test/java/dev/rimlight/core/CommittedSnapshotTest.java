package dev.rimlight.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The bytes of a .snapshot in spec/vectors are what the codec writes for the .json of that name:
/// the format does not drift, and the Worker's tests run on what the control plane would publish.
/// `-Drimlight.regenerate` writes them anew.
@NullUnmarked
class CommittedSnapshotTest {
  @ParameterizedTest
  @ValueSource(strings = {"shop", "edge", "answers"})
  void encode_givesTheCommittedBytes(String name) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>(Vectors.read(name + ".json"));
    document.put("routes", JsonMapper.builder().build().writeValueAsString(document.get("routes")));
    byte[] bytes = SnapshotCodec.encode(Vectors.definitions(document));
    Path file =
        Path.of(System.getProperty("rimlight.root", ".."), "spec", "vectors", name + ".snapshot");
    String text = Base64.getMimeEncoder(100, new byte[] {'\n'}).encodeToString(bytes) + "\n";
    if (System.getProperty("rimlight.regenerate") != null) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
