package dev.rimlight.control.document;

import java.util.Collection;
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
      case FLAG -> collectExperiments(document, names);
      case EXPERIMENT -> names.add(new Name(Noun.FLAG, String.valueOf(document.get("flag"))));
      case ROUTE -> {
        if (document.get("flags") instanceof List<?> flags) {
          flags.forEach(flag -> names.add(new Name(Noun.FLAG, String.valueOf(flag))));
        }
      }
    }
    return names;
  }

  private static void collectExperiments(Map<String, Object> flag, Set<Name> names) {
    addServed(flag.get("default"), names);
    if (flag.get("rules") instanceof Collection<?> rules) {
      for (Object rule : rules) {
        if (rule instanceof Map<?, ?> fields) {
          addServed(fields.get("serve"), names);
        }
      }
    }
  }

  private static void addServed(@Nullable Object serve, Set<Name> names) {
    if (serve instanceof Map<?, ?> fields && fields.get("experiment") instanceof String key) {
      names.add(new Name(Noun.EXPERIMENT, key));
    }
  }
}
