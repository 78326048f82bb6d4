package dev.rimlight.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads spec/vectors, the expectations that every runtime shares.
@NullUnmarked
final class Vectors {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Vectors() {}

  static Map<String, Object> read(String name) {
    Path file = Path.of(System.getProperty("rimlight.root", ".."), "spec", "vectors", name);
    return JSON.readValue(file, new TypeReference<>() {});
  }

  static Map<String, Object> json(String text) {
    return JSON.readValue(text, new TypeReference<>() {});
  }

  static Definitions definitions(Map<String, Object> document) {
    List<Flag> flags = new ArrayList<>();
    for (Object flag : list(document, "flags")) {
      flags.add(DefinitionsJson.readFlag(object(flag)));
    }
    List<Experiment> experiments = new ArrayList<>();
    for (Object experiment : list(document, "experiments")) {
      experiments.add(DefinitionsJson.readExperiment(object(experiment)));
    }
    return new Definitions(
            (String) document.get("environment"),
            (Integer) document.get("revision"),
            flags,
            experiments,
            (String) document.get("routes"))
        .checked();
  }

  static Context context(Map<String, Object> document) {
    return ContextJson.read(document);
  }

  static List<?> list(Map<String, Object> document, String name) {
    return (List<?>) document.get(name);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) value;
  }
}
