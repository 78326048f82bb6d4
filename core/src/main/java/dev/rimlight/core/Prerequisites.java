package dev.rimlight.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks that flags name flags and variants that exist, that no flag needs itself, and that no
/// chain of prerequisites is longer than [Limits#PREREQUISITE_DEPTH].
final class Prerequisites {
  private final Map<String, Flag> flagByKey;
  private final Map<String, Integer> depths = new HashMap<>();
  private final List<String> way = new ArrayList<>();

  Prerequisites(Map<String, Flag> flagByKey) {
    this.flagByKey = flagByKey;
  }

  void check() {
    for (Flag flag : flagByKey.values()) {
      depth(flag);
    }
  }

  /// How many flags stand behind this one. The way is never longer than the limit, so neither is
  /// the recursion.
  private int depth(Flag flag) {
    Integer known = depths.get(flag.key());
    if (known != null) {
      return known;
    }
    int at = way.indexOf(flag.key());
    way.add(flag.key());
    if (at >= 0) {
      throw fault(flag, "prerequisite_cycle", "flags need one another", at);
    }
    if (way.size() > Limits.PREREQUISITE_DEPTH + 1) {
      throw tooDeep(flag);
    }
    int depth = 0;
    for (Rule rule : flag.rules()) {
      depth = Math.max(depth, depth(flag, rule.when()));
    }
    if (depth > Limits.PREREQUISITE_DEPTH) {
      throw tooDeep(flag);
    }
    way.remove(way.size() - 1);
    depths.put(flag.key(), depth);
    return depth;
  }

  private int depth(Flag flag, Condition condition) {
    return switch (condition) {
      case Condition.All all -> depth(flag, all.parts());
      case Condition.Any any -> depth(flag, any.parts());
      case Condition.Not not -> depth(flag, not.part());
      case Condition.FlagGives prerequisite -> 1 + depth(needed(flag, prerequisite));
      case Condition.Always a -> 0;
      case Condition.Compare c -> 0;
      case Condition.Matches m -> 0;
      case Condition.InNetwork n -> 0;
      case Condition.OfVersion v -> 0;
      case Condition.InTime t -> 0;
    };
  }

  private int depth(Flag flag, List<Condition> parts) {
    int depth = 0;
    for (Condition part : parts) {
      depth = Math.max(depth, depth(flag, part));
    }
    return depth;
  }

  private Flag needed(Flag flag, Condition.FlagGives prerequisite) {
    String pointer = "/flags/" + flag.key() + "/rules";
    Flag needed = flagByKey.get(prerequisite.flag());
    if (needed == null) {
      throw new InvalidDefinition(
          "unknown_flag",
          pointer,
          "flag " + flag.key() + " needs flag " + prerequisite.flag() + ", which does not exist");
    }
    for (String variant : prerequisite.variants()) {
      if (needed.variantIndex(variant) < 0) {
        throw new InvalidDefinition(
            "unknown_variant",
            pointer,
            "flag "
                + flag.key()
                + " needs variant "
                + variant
                + ", which flag "
                + needed.key()
                + " does not have");
      }
    }
    return needed;
  }

  private InvalidDefinition tooDeep(Flag flag) {
    return fault(
        flag,
        "too_deep",
        "chain of prerequisites is too long, must be <= " + Limits.PREREQUISITE_DEPTH,
        0);
  }

  private InvalidDefinition fault(Flag flag, String code, String what, int from) {
    return new InvalidDefinition(
        code,
        "/flags/" + flag.key() + "/rules",
        what + ": " + String.join(" -> ", way.subList(from, way.size())));
  }
}
