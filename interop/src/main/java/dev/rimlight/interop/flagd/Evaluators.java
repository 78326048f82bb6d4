package dev.rimlight.interop.flagd;

import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shared logic, `$evaluators`, which `{"$ref": "name"}` stands for. A reference to nothing, or to
/// what needs itself, stays; nobody knows an operator of that name then.
final class Evaluators {
  static final String REFERENCE = "$ref";

  private final Place evaluators;

  Evaluators(Place evaluators) {
    this.evaluators = evaluators;
  }

  @Nullable Object replaced(@Nullable Object logic) {
    return replaced(logic, Set.of());
  }

  private @Nullable Object replaced(@Nullable Object logic, Set<String> within) {
    return switch (logic) {
      case Map<?, ?> map
          when map.size() == 1
              && map.get(REFERENCE) instanceof String name
              && evaluators.has(name)
              && !within.contains(name) -> {
        Set<String> inside = new HashSet<>(within);
        inside.add(name);
        yield replaced(evaluators.at(name).value(), inside);
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), replaced(value, within)));
        yield members;
      }
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(replaced(element, within)));
        yield elements;
      }
      case null, default -> logic;
    };
  }
}
