package dev.rimlight.interop.growthbook;

import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.vendor.KeyNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ids of a flag's rules: GrowthBook's where it has some, else the rule's number.
final class RuleIds {
  private final KeyNames names = new KeyNames(List.of());
  private final Set<String> taken = new HashSet<>();

  String of(@Nullable Object id, int number, String part) {
    String given = JavaScript.truthy(id) ? JavaScript.text(id) : "rule-" + (number + 1);
    String wanted = part.isEmpty() ? given : given + "." + part;
    String key = names.key(wanted);
    for (int i = 2; !taken.add(key); i++) {
      key = names.key(wanted + " " + i);
    }
    return key;
  }
}
