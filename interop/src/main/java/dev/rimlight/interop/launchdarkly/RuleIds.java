package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Key;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.json.Place;
import java.util.HashSet;
import java.util.Set;

/// Ids for the rules of one flag, each once.
final class RuleIds {
  private final Set<String> taken = new HashSet<>();

  /// The id of a rule that the document does not have as one.
  String ours(String wish) {
    String id = wish;
    for (int i = 2; !taken.add(id); i++) {
      id = wish + "-" + i;
    }
    return id;
  }

  /// The rule's own id where it has one that can stay.
  String theirs(Place rule, int index, Losses losses) {
    String id = rule.at("id").textOr("");
    if (Key.valid(id) && taken.add(id)) {
      return id;
    }
    String ours = ours("rule-" + index);
    if (!id.isEmpty()) {
      losses.add(
          rule.at("id"),
          "id of rule " + id,
          "is called " + ours + ", because ids are unique and 1 to 64 of a-z A-Z 0-9 _ . -");
    }
    return ours;
  }
}
