package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Checks that nothing needs itself, and that no chain of needs is longer than a limit. A fault is
/// told with the way that shows it.
final class Chains {
  private final String noun;
  private final String cycle;
  private final int limit;
  private final Function<String, Set<String>> needed;
  private final Map<String, Integer> depths = new HashMap<>();
  private final List<String> way = new ArrayList<>();

  Chains(String noun, String cycle, int limit, Function<String, Set<String>> needed) {
    this.noun = noun;
    this.cycle = cycle;
    this.limit = limit;
    this.needed = needed;
  }

  void check(List<String> keys) {
    keys.forEach(this::depth);
  }

  /// How many stand behind this one. The way is never longer than the limit, so neither is the
  /// recursion.
  private int depth(String key) {
    Integer known = depths.get(key);
    if (known != null) {
      return known;
    }
    int at = way.indexOf(key);
    way.add(key);
    if (at >= 0) {
      throw fault(key, noun.equals("flag") ? "prerequisite_cycle" : noun + "_cycle", cycle, at);
    }
    if (way.size() > limit + 1) {
      throw tooDeep(key);
    }
    int depth = 0;
    for (String next : needed.apply(key)) {
      depth = Math.max(depth, 1 + depth(next));
    }
    if (depth > limit) {
      throw tooDeep(key);
    }
    way.remove(way.size() - 1);
    depths.put(key, depth);
    return depth;
  }

  private InvalidDefinition tooDeep(String key) {
    String what = noun.equals("flag") ? "prerequisites" : noun + "s";
    return fault(key, "too_deep", "chain of " + what + " is too long, must be <= " + limit, 0);
  }

  private InvalidDefinition fault(String key, String code, String what, int from) {
    return new InvalidDefinition(
        code,
        "/" + noun + "s/" + key + (noun.equals("flag") ? "/rules" : "/when"),
        what + ": " + String.join(" -> ", way.subList(from, way.size())));
  }
}
