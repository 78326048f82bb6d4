package dev.rimlight.control.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A route as the edge gets it: what its author wrote without what is absent, and `hard` when a
/// kill of one of its flags must surely hold.
final class PublishedRoute {
  private PublishedRoute() {}

  static Map<String, Object> of(Map<String, Object> document, Set<String> hardFlags) {
    Map<String, Object> route = present(document);
    route.remove("tellOrigin", false);
    if (route.get("flags") instanceof List<?> flags
        && flags.stream().anyMatch(hardFlags::contains)) {
      route.put("hard", true);
    }
    return route;
  }

  /// Without fields that are null, which is how some clients say that they are absent.
  private static Map<String, Object> present(Map<?, ?> fields) {
    Map<String, Object> present = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        present.put(String.valueOf(name), presentIn(value));
      }
    });
    return present;
  }

  private static Object presentIn(Object value) {
    return switch (value) {
      case Map<?, ?> fields -> present(fields);
      case List<?> items -> items.stream().map(PublishedRoute::presentIn).toList();
      default -> value;
    };
  }
}
