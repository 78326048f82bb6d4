package dev.rimlight.interop.unleash;

import static dev.rimlight.interop.unleash.TranslatedFeature.OFF;
import static dev.rimlight.interop.unleash.TranslatedFeature.ON;

import dev.rimlight.core.Bucketing;
import dev.rimlight.core.Condition;
import dev.rimlight.core.Flag;
import dev.rimlight.core.FlagType;
import dev.rimlight.core.Rule;
import dev.rimlight.core.Serve;
import dev.rimlight.core.Value;
import dev.rimlight.core.Variant;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Lots;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One feature in our language. It is on if its parents allow it and one of its strategies holds;
/// the first strategy that holds also says which variant, or leaves it to the feature.
final class FeatureTranslation {
  private static final Set<String> CARRIED =
      Set.of("name", "enabled", "strategies", "variants", "dependencies");
  private static final Map<String, String> REASONS =
      Map.of(
          "impressionData", "our language does not say what is recorded",
          "description", "engines carry no descriptions",
          "project", "flags belong to environments only",
          "type", "flags have no purpose in our language",
          "stale", "flags are not marked as stale",
          "segments", "only those of strategies are asked");
  private static final Set<String> VARIANT_CARRIED =
      Set.of("name", "weight", "payload", "stickiness", "overrides");
  private static final Map<String, String> VARIANT_REASONS =
      Map.of("weightType", "weights are what they are, none is fixed");

  private final String name;
  private final Place feature;
  private final FlagKeys keys;
  private final Strategies strategies;
  private final Losses losses;
  private final VariantList variants = new VariantList();
  private final List<Rule> onRules = new ArrayList<>();
  private final List<Rule> variantRules = new ArrayList<>();

  FeatureTranslation(
      String name, Place feature, FlagKeys keys, Strategies strategies, Losses losses) {
    this.name = name;
    this.feature = feature;
    this.keys = keys;
    this.strategies = strategies;
    this.losses = losses;
  }

  /// @param parents says whether a condition on other features holds
  TranslatedFeature translate(Parents parents) {
    losses.dropped(feature, "feature " + name, CARRIED, REASONS);
    Condition allowed = parents.allow(feature.at("dependencies"));
    if (!allowed.equals(Tests.ALWAYS)) {
      onRules.add(new Rule("parents", Tests.not(allowed), new Serve.Fixed(OFF)));
      variantRules.add(new Rule("parents", Tests.not(allowed), new Serve.Nothing()));
    }
    Place list = feature.at("strategies");
    List<Place> all = list.elements();
    for (int i = 0; i < all.size(); i++) {
      strategy("strategy-" + i, all.get(i));
    }
    boolean always = all.isEmpty() && !list.isNull();
    if (always) {
      variants("always", Tests.ALWAYS, name, "", feature.at("variants"));
    }
    boolean enabled = feature.at("enabled").boolOr(false);
    Flag flag =
        new Flag(
            keys.ofFeature(name),
            FlagType.BOOLEAN,
            enabled,
            List.of(new Variant(ON, Value.TRUE), new Variant(OFF, Value.FALSE)),
            OFF,
            onRules,
            new Serve.Fixed(always ? ON : OFF));
    return new TranslatedFeature(flag, variantFlag(enabled), variants.entries());
  }

  private @Nullable Flag variantFlag(boolean enabled) {
    if (variants.entries().isEmpty()) {
      return null;
    }
    variants
        .renamed()
        .forEach((variant, key) ->
            losses.add(
                feature,
                "variant " + variant + " of feature " + name,
                "is called " + key + ", because keys are unique and of a-z A-Z 0-9 _ . -"));
    return new Flag(
        keys.ofVariants(name),
        variants.type(),
        enabled,
        variants.variants(),
        null,
        variantRules,
        new Serve.Nothing());
  }

  private void strategy(String id, Place strategy) {
    Condition holds = strategies.condition(strategy);
    onRules.add(new Rule(id, holds, new Serve.Fixed(ON)));
    Place own = strategy.at("variants");
    boolean ofStrategy = weight(own) > 0;
    variants(
        id,
        holds,
        ofStrategy ? Strategies.parameter(strategy.at("parameters"), "groupId") : name,
        ofStrategy ? Strategies.parameter(strategy.at("parameters"), "stickiness") : "",
        ofStrategy ? own : feature.at("variants"));
  }

  /// Who an override names gets its variant; the others are shared out.
  ///
  /// @param stickiness where the first variant says nothing
  private void variants(String id, Condition holds, String groupId, String stickiness, Place list) {
    int total = weight(list);
    if (total <= 0) {
      variantRules.add(new Rule(id, holds, new Serve.Nothing()));
      return;
    }
    List<Place> all = list.elements();
    List<Lots.Lot> lots = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Place variant = all.get(i);
      losses.dropped(variant, "a variant of feature " + name, VARIANT_CARRIED, VARIANT_REASONS);
      String key = variants.key(variant);
      lots.add(new Lots.Lot(key, variant.at("weight").integerOr(0)));
      Condition named = overridden(variant);
      if (!named.equals(Tests.NEVER)) {
        variantRules.add(
            new Rule(id + "-override-" + i, Tests.all(holds, named), new Serve.Fixed(key)));
      }
    }
    Bucketing by =
        Units.ofVariants(
            groupId, Units.ofVariants(all.getFirst().at("stickiness").textOr(stickiness)), total);
    variantRules.add(new Rule(id, holds, Lots.serve(by, lots)));
  }

  private static Condition overridden(Place variant) {
    return Tests.any(
        variant.at("overrides").elements().stream()
            .map(override ->
                Tests.isOneOfTexts(
                    Units.field(override.at("contextName").textOr("")),
                    override.at("values").elements().stream().map(Place::text).toList()))
            .toList());
  }

  private static int weight(Place variants) {
    return variants.elements().stream()
        .mapToInt(variant -> variant.at("weight").integerOr(0))
        .sum();
  }
}
