package dev.rimlight.control.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which documents a document names. Works on any kept document, also one that other limits would
/// refuse today.
public final class References {
  private References() {}

  /// A document by kind and key.
  public record Name(Noun noun, String key) {}

  public static Set<Name> of(Noun noun, Map<String, Object> document) {
    Set<Name> names = new LinkedHashSet<>();
    switch (noun) {
      case FLAG -> {
        addServed(document.get("default"), names);
        each(
            document.get("rules"),
            rule -> {
              addServed(rule.get("serve"), names);
              addConditions(rule.get("when"), names);
            });
      }
      case EXPERIMENT -> {
        names.add(new Name(Noun.FLAG, String.valueOf(document.get("flag"))));
        addConditions(document.get("audience"), names);
        addAll(Noun.HOLDOUT, document.get("holdouts"), names);
        if (document.get("layer") instanceof Map<?, ?> layer) {
          add(Noun.LAYER, layer.get("key"), names);
        }
        each(document.get("metrics"), metric -> add(Noun.METRIC, metric.get("metric"), names));
      }
      case ROUTE -> addAll(Noun.FLAG, document.get("flags"), names);
      case SEGMENT -> addConditions(document.get("when"), names);
      case LAYER, HOLDOUT, METRIC -> {} // name nothing
    }
    return names;
  }

  private interface Visit {
    void of(Map<?, ?> item);
  }

  private static void each(@Nullable Object list, Visit visit) {
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> fields) {
          visit.of(fields);
        }
      }
    }
  }

  private static void add(Noun noun, @Nullable Object key, Set<Name> names) {
    if (key instanceof String text) {
      names.add(new Name(noun, text));
    }
  }

  private static void addAll(Noun noun, @Nullable Object keys, Set<Name> names) {
    if (keys instanceof List<?> items) {
      items.forEach(key -> add(noun, key, names));
    }
  }

  private static void addServed(@Nullable Object serve, Set<Name> names) {
    if (serve instanceof Map<?, ?> fields) {
      add(Noun.EXPERIMENT, fields.get("experiment"), names);
    }
  }

  /// Segments and flags at any depth of a condition; what is compared with is data.
  private static void addConditions(@Nullable Object node, Set<Name> names) {
    if (node instanceof List<?> items) {
      items.forEach(item -> addConditions(item, names));
    } else if (node instanceof Map<?, ?> fields) {
      add(Noun.SEGMENT, fields.get("segment"), names);
      if (fields.containsKey("variants")) {
        add(Noun.FLAG, fields.get("flag"), names);
      }
      fields.forEach((name, value) -> {
        if (!"value".equals(name) && !"values".equals(name)) {
          addConditions(value, names);
        }
      });
    }
  }
}
