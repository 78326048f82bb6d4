package dev.rimlight.core;

import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    Map<String, Object> rest = new LinkedHashMap<>(document);
    String routes = (String) rest.remove("routes");
    Definitions read = DefinitionsJson.read(rest);
    return new Definitions(
            read.environment(),
            read.revision(),
            read.flags(),
            read.experiments(),
            read.segments(),
            read.layers(),
            read.holdouts(),
            routes == null ? "[]" : routes)
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
