package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Context;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Decision;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.growthbook.ConditionReader.Scope;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Conditions on what other features give. A feature has few values, so that a condition on its
/// value is one on its variants: each is asked here, by our own engine, once.
final class Prerequisites {
  private static final String HOLDS = "holds";

  private final Place features;
  private final SavedGroups groups;
  private final Losses losses;
  private final Function<String, String> flagKey;
  private final Map<String, FeatureVariants> variants = new LinkedHashMap<>();

  /// @param condition ours
  /// @param need the same for whoever reads decisions
  record Given(Condition condition, Origin.Need need) {}

  Prerequisites(
      Place features, SavedGroups groups, Losses losses, Function<String, String> flagKey) {
    this.features = features;
    this.groups = groups;
    this.losses = losses;
    this.flagKey = flagKey;
  }

  void know(String feature, FeatureVariants itsVariants) {
    variants.put(feature, itsVariants);
  }

  Given gives(Place parent) {
    String feature = JavaScript.text(parent.at("id").value());
    Predicate holds = predicate(parent.at("condition"));
    boolean nothing = holds.of(null);
    FeatureVariants known = variants.get(feature);
    List<String> passing = new ArrayList<>();
    List<String> failing = new ArrayList<>();
    Set<Integer> positions = new HashSet<>();
    for (int i = 0; known != null && i < known.keys().size(); i++) {
      boolean passes = holds.of(known.values().get(i));
      (passes ? passing : failing).add(known.keys().get(i));
      if (passes) {
        positions.add(i);
      }
    }
    Condition condition;
    if (holds.broken != null) {
      condition = new Condition.Broken(holds.broken);
    } else if ((nothing ? failing : passing).isEmpty() && !reachesCycle(feature)) {
      condition = nothing ? Tests.ALWAYS : Tests.NEVER;
    } else {
      String key = flagKey.apply(feature);
      condition =
          nothing
              ? Tests.not(new Condition.FlagGives(key, failing, false))
              : new Condition.FlagGives(key, passing, false);
    }
    return new Given(condition, new Origin.Need(feature, positions, nothing));
  }

  /// Whether deciding the feature may come back to where it was.
  private boolean reachesCycle(String feature) {
    return cyclic(feature, new HashSet<>(), new HashSet<>());
  }

  private boolean cyclic(String feature, Set<String> way, Set<String> done) {
    if (!variants.containsKey(feature) || done.contains(feature)) {
      return false;
    }
    if (!way.add(feature)) {
      return true;
    }
    for (Place rule : Translation.rules(features.at(feature))) {
      for (Place parent : Translation.list(rule.at("parentConditions"))) {
        if (cyclic(JavaScript.text(parent.at("id").value()), way, done)) {
          return true;
        }
      }
    }
    way.remove(feature);
    done.add(feature);
    return false;
  }

  private Predicate predicate(Place condition) {
    AttributePaths attributes = new AttributePaths();
    ConditionReader reader = new ConditionReader(groups, attributes, losses, false);
    Condition read =
        JavaScript.truthy(condition.value()) ? reader.read(condition, Scope.VISITOR) : Tests.ALWAYS;
    return new Predicate(read, attributes);
  }

  /// A condition on one value, `{"value": …}`.
  private static final class Predicate {
    private final Snapshot snapshot;
    private final AttributePaths attributes;
    private @Nullable String broken;

    Predicate(Condition condition, AttributePaths attributes) {
      this.attributes = attributes;
      Flag flag =
          new Flag(
              HOLDS,
              FlagType.BOOLEAN,
              true,
              List.of(new Variant("true", Value.TRUE), new Variant("false", Value.FALSE)),
              null,
              List.of(new Rule("holds", condition, new Serve.Fixed("true"))),
              new Serve.Fixed("false"));
      this.snapshot =
          Snapshot.open(
              SnapshotCodec.encode(
                  new Definitions("condition", 0, List.of(flag), List.of(), "[]")));
    }

    boolean of(@Nullable Object value) {
      Map<String, @Nullable Object> given = new LinkedHashMap<>();
      given.put("value", JavaScript.ordered(value));
      Context context = new Context(null).with("value", AttributeValue.of(given.get("value")));
      attributes
          .resolved()
          .forEach(
              (name, path) -> context.with(name, AttributeValue.of(JavaScript.at(given, path))));
      Decision decision =
          Decider.decide(snapshot, KillList.NONE, context, snapshot.indexOf(HOLDS), 0);
      if (decision.error() != null) {
        broken = decision.error();
      }
      return decision.variant() == 0;
    }
  }
}
