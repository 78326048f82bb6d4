package dev.rimlight.interop.unleash;

import dev.rimlight.core.Condition;
import dev.rimlight.core.Flag;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Tests;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What features require of one another. A feature that has parents itself can be nobody's parent.
final class Parents {
  /// What Unleash calls the variant that nobody gets.
  private static final String DISABLED = "disabled";

  private static final Set<String> CARRIED = Set.of("feature", "enabled", "variants");

  private final Map<String, Place> features;
  private final Map<String, TranslatedFeature> translated = new LinkedHashMap<>();
  private final FlagKeys keys;
  private final Losses losses;

  Parents(Map<String, Place> features, FlagKeys keys, Losses losses) {
    this.features = features;
    this.keys = keys;
    this.losses = losses;
  }

  /// Adds a feature without parents.
  void add(String name, TranslatedFeature feature) {
    translated.put(name, feature);
  }

  /// Whether all dependencies are as they must be; those that can be parents were added before.
  Condition allow(Place dependencies) {
    return Tests.all(dependencies.elements().stream().map(this::allows).toList());
  }

  private Condition allows(Place dependency) {
    losses.dropped(dependency, "a dependency", CARRIED, Map.of());
    String parent = dependency.at("feature").textOr("");
    TranslatedFeature feature = translated.get(parent);
    if (feature == null) {
      losses.add(
          dependency,
          "dependency on " + parent,
          features.containsKey(parent)
              ? "it has parents itself, and so the feature is off"
              : "there is no such feature, and so this one is off");
      return Tests.NEVER;
    }
    Condition on =
        new Condition.FlagGives(keys.ofFeature(parent), List.of(TranslatedFeature.ON), true);
    if (!dependency.at("enabled").boolOr(true)) {
      return Tests.not(on);
    }
    List<Place> wanted = dependency.at("variants").elements();
    return wanted.isEmpty() ? on : gives(feature, on, wanted);
  }

  private static Condition gives(TranslatedFeature parent, Condition on, List<Place> wanted) {
    List<String> names = wanted.stream().map(Place::text).toList();
    List<String> wantedKeys = new ArrayList<>();
    List<String> allKeys = new ArrayList<>();
    for (VariantList.Entry entry : parent.variants()) {
      allKeys.add(entry.key());
      if (names.contains(entry.name())) {
        wantedKeys.add(entry.key());
      }
    }
    Condition one = gives(parent.variantFlag(), wantedKeys);
    if (!names.contains(DISABLED)) {
      return Tests.all(on, one);
    }
    return Tests.all(on, Tests.any(one, Tests.not(gives(parent.variantFlag(), allKeys))));
  }

  private static Condition gives(@Nullable Flag flag, List<String> variants) {
    return flag == null || variants.isEmpty()
        ? Tests.NEVER
        : new Condition.FlagGives(flag.key(), variants, true);
  }
}
