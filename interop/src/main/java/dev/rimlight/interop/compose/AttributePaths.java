package dev.rimlight.interop.compose;

import dev.rimlight.core.Attribute;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where attributes are in our contexts that other systems name by a path with dots.
///
/// A path of ours leads through objects only, one of theirs also into lists ("tags.0",
/// "tags.length"); such a path is an attribute of its own, which the context has to bring along.
public final class AttributePaths {
  /// Our own words, which an attribute of a visitor cannot have for a name.
  private static final Set<String> RESERVED =
      Set.of(Attribute.NOW, Attribute.UNIT, Attribute.ELEMENT);

  private final Map<String, List<String>> resolved = new LinkedHashMap<>();

  /// The attributes that a context has to bring along, and the paths to their values.
  public Map<String, List<String>> resolved() {
    return resolved;
  }

  /// The name of what a condition calls `path`.
  public String named(String path) {
    List<String> steps = List.of(path.split("\\.", -1));
    boolean plain = !RESERVED.contains(steps.getFirst()) && steps.size() <= Limits.PATH_DEPTH;
    for (String step : steps.subList(1, steps.size())) {
      plain &= !mayLeadIntoList(step);
    }
    if (plain) {
      return pointer(steps);
    }
    String alias = RESERVED.contains(path) ? "_" + path : path;
    resolved.put(alias, steps);
    return pointer(List.of(alias));
  }

  public static boolean mayLeadIntoList(String step) {
    return JavaScript.isIndex(step) || step.equals("length");
  }

  /// The name of an attribute that no dots divide.
  public static String pointer(List<String> steps) {
    if (steps.size() == 1 && !steps.getFirst().startsWith("/")) {
      return steps.getFirst();
    }
    List<String> escaped = new ArrayList<>();
    steps.forEach(step -> escaped.add(step.replace("~", "~0").replace("/", "~1")));
    return "/" + String.join("/", escaped);
  }

  public static Attribute read(String name, Reading as, boolean orNull) {
    return Attribute.parse(name, as, orNull).orElseThrow();
  }
}
