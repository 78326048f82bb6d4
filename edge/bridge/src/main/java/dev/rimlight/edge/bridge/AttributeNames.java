package dev.rimlight.edge.bridge;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Snapshot;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// The attributes that decisions look at: of a flag's rules and of every flag that they need.
final class AttributeNames {
  private final Snapshot snapshot;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<Integer> seen = new HashSet<>();

  AttributeNames(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  String[] all() {
    return names.toArray(new String[0]);
  }

  void collect(int flag) {
    if (flag >= 0 && seen.add(flag)) {
      for (Rule rule : snapshot.flag(flag).rules()) {
        collect(rule.when());
      }
    }
  }

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.Always a -> {}
      case Condition.All all -> all.parts().forEach(this::collect);
      case Condition.Any any -> any.parts().forEach(this::collect);
      case Condition.Not not -> collect(not.part());
      case Condition.Compare compare -> names.add(compare.attribute().root());
      case Condition.Matches matches -> names.add(matches.attribute().root());
      case Condition.InNetwork network -> names.add(network.attribute().root());
      case Condition.OfVersion version -> names.add(version.attribute().root());
      case Condition.InTime time -> names.add(time.attribute().root());
      case Condition.FlagGives prerequisite -> collect(snapshot.indexOf(prerequisite.flag()));
    }
  }
}
