package dev.rimlight.interop.launchdarkly;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Limits;
import dev.rimlight.core.Range;
import dev.rimlight.core.Segment;
import dev.rimlight.core.Term;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Segments as segments: who is included is in, else who is excluded is not, else the rules say.
final class Segments {
  private static final Set<String> CARRIED =
      Set.of(
          "key",
          "version",
          "salt",
          "included",
          "excluded",
          "includedContexts",
          "excludedContexts",
          "rules",
          "unbounded");
  private static final Set<String> RULE_CARRIED =
      Set.of("id", "clauses", "weight", "bucketBy", "rolloutContextKind");

  private final Clauses clauses;
  private final Losses losses;

  Segments(Clauses clauses, Losses losses) {
    this.clauses = clauses;
    this.losses = losses;
  }

  Segment segment(String name, String key, Place segment) {
    losses.dropped(segment, "segment " + name, CARRIED, Map.of());
    if (segment.at("unbounded").boolOr(false)) {
      losses.add(
          segment.at("unbounded"),
          "list of segment " + name,
          "it is kept outside of the document; without it only the rules count");
    }
    List<Condition> rules = new ArrayList<>();
    for (Place rule : segment.at("rules").elements()) {
      rules.add(rule(name, segment.at("salt").textOr(""), rule));
    }
    Condition included = listed(segment, "included");
    Condition excluded = listed(segment, "excluded");
    Condition byRule = Tests.any(rules);
    Condition notExcluded =
        excluded.equals(Tests.NEVER) ? byRule : Tests.all(Tests.not(excluded), byRule);
    return new Segment(key, Tests.any(included, notExcluded));
  }

  private static Condition listed(Place segment, String member) {
    List<Condition> lists = new ArrayList<>();
    lists.add(keys("user", segment.at(member)));
    for (Place list : segment.at(member + "Contexts").elements()) {
      lists.add(keys(Rollouts.kindOrUser(list.at("contextKind").textOr("")), list.at("values")));
    }
    return Tests.any(lists);
  }

  /// The context of the kind has one of the keys.
  static Condition keys(String kind, Place values) {
    return Tests.isOneOfTexts(
        AttributeReference.keyOf(kind), values.elements().stream().map(Place::text).toList());
  }

  private Condition rule(String name, String salt, Place rule) {
    losses.dropped(rule, "a rule of segment " + name, RULE_CARRIED, Map.of());
    Condition matches = clauses.all(rule);
    if (rule.at("weight").isNull()) {
      return matches;
    }
    Optional<Term> unit = Rollouts.unit(rule, "rolloutContextKind");
    if (unit.isEmpty()) {
      losses.add(
          rule.at("bucketBy"),
          "malformed attribute reference",
          "a decision that comes to it ends with an error, as it does in LaunchDarkly");
      return Tests.all(matches, new Condition.Broken(Clauses.MALFORMED));
    }
    int weight = (int) Math.max(0, Math.min(Limits.WHOLE, rule.at("weight").number()));
    Condition share =
        new Condition.InBuckets(
            Rollouts.bucketing(name, salt, new Place("", null), unit.get()),
            List.of(new Range(0, weight)));
    return Tests.all(matches, share);
  }
}
