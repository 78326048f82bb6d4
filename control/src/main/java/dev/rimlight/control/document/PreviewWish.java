package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody wants to see for a while, whatever they would get.
///
/// @param experiments variants by experiment
/// @param flags variants by flag
/// @param path of the first page
public record PreviewWish(
    Map<String, String> experiments, Map<String, String> flags, int minutes, String path) {
  static final int NAMES = 20;
  static final int MINUTES = 60;
  static final int DEFAULT_MINUTES = 30;
  static final int PATH_CHARS = 500;

  public PreviewWish {
    experiments = Collections.unmodifiableMap(new LinkedHashMap<>(experiments));
    flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
  }

  public static PreviewWish read(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    PreviewWish wish =
        new PreviewWish(
            fields.optional("experiments", PreviewWish::variants).orElse(Map.of()),
            fields.optional("flags", PreviewWish::variants).orElse(Map.of()),
            (int) fields.optionalInteger("minutes", 1, MINUTES).orElse(DEFAULT_MINUTES),
            fields.optionalText("path", PATH_CHARS).orElse("/"));
    fields.end();
    if (!isPath(wish.path())) {
      throw new InvalidDefinition(
          "invalid_path",
          "/path",
          "path == \"%s\", must begin with one / and be ASCII without blanks, # and \\"
              .formatted(wish.path()));
    }
    return wish;
  }

  private static boolean isPath(String path) {
    return path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '#' && c != '\\');
  }

  private static Map<String, String> variants(Object node, String pointer) {
    if (!(node instanceof Map<?, ?> named) || named.size() > NAMES) {
      throw new InvalidDefinition(
          "invalid" + pointer.replace('/', '_'),
          pointer,
          "%s must be an object of <= %d keys".formatted(pointer.substring(1), NAMES));
    }
    Fields fields = Fields.of(node, pointer);
    Map<String, String> variants = new LinkedHashMap<>();
    for (Object key : named.keySet()) {
      String name = String.valueOf(key);
      Fields.requireKey(name, fields.pointer(name));
      variants.put(name, fields.key(name));
    }
    return variants;
  }
}
