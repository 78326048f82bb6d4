package dev.rimlight.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        (String) document.get("routes"));
  }

  static Context context(Map<String, Object> document) {
    Context context = new Context((String) document.get("unit"));
    object(document.get("attributes")).forEach((name, value) -> context.with(name, value(value)));
    return context;
  }

  private static Value value(@Nullable Object value) {
    return switch (value) {
      case Boolean b -> new Value.Bool(b);
      case Number n -> new Value.Numeric(n.doubleValue());
      case List<?> list ->
          new Value.Items(list.stream().filter(Objects::nonNull).map(Vectors::value).toList());
      case Map<?, ?> map -> {
        Map<String, Value> members = new HashMap<>();
        map.forEach((name, member) -> {
          if (member != null) {
            members.put((String) name, value(member));
          }
        });
        yield new Value.Members(members);
      }
      case null, default -> new Value.Text(String.valueOf(value));
    };
  }

  static List<?> list(Map<String, Object> document, String name) {
    return (List<?>) document.get(name);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(@Nullable Object value) {
    return (Map<String, Object>) value;
  }
}
