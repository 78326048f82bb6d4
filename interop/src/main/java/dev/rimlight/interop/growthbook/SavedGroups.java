package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.json.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The payload's saved groups: lists of values, bare or of type "list", and conditions.
final class SavedGroups {
  private final Place groups;

  SavedGroups(Place groups) {
    this.groups = groups;
  }

  Place at(String id) {
    return groups.at(id);
  }

  /// The values of a list; of a group that does not exist none; null for a group that has no list.
  @Nullable List<@Nullable Object> values(String id) {
    Place group = at(id);
    if (!groups.has(id)) {
      return List.of();
    }
    if (group.value() instanceof List<?>) {
      return group.array();
    }
    return "list".equals(group.at("type").value()) && group.at("values").value() instanceof List<?>
        ? group.at("values").array()
        : null;
  }

  /// Whether a group's condition asks for the group itself, at whatever distance.
  boolean needsItself(String id) {
    Set<String> seen = new HashSet<>();
    collect(at(id).at("condition").value(), seen);
    return seen.contains(id);
  }

  private void collect(@Nullable Object tree, Set<String> seen) {
    switch (tree) {
      case Map<?, ?> map ->
          map.forEach((name, value) -> {
            if ("$savedGroup".equals(name)
                && value instanceof Map<?, ?> reference
                && reference.get("id") instanceof String id
                && seen.add(id)) {
              collect(at(id).at("condition").value(), seen);
            }
            collect(value, seen);
          });
      case List<?> list -> list.forEach(element -> collect(element, seen));
      case null, default -> {
        // A scalar asks for no group.
      }
    }
  }
}
