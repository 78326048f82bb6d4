package dev.rimlight.control.document;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variants of a kept flag or experiment, also of one that other limits would refuse today.
public final class VariantNames {
  private VariantNames() {}

  public static Set<String> of(Noun noun, Map<String, Object> document) {
    Set<String> names = new HashSet<>();
    switch (noun) {
      case FLAG -> collect(document.get("variants"), "key", names);
      case EXPERIMENT -> {
        collect(document.get("variants"), "variant", names);
        collect(document.get("arms"), "variant", names);
      }
      case ROUTE, SEGMENT, LAYER, HOLDOUT, METRIC -> {} // have none
    }
    return names;
  }

  private static void collect(@Nullable Object list, String field, Set<String> names) {
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> fields && fields.get(field) instanceof String name) {
          names.add(name);
        }
      }
    }
  }
}
