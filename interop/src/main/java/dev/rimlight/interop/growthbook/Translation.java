package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.KeyNames;
import dev.rimlight.interop.vendor.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A payload in our language: features and automatic experiments are flags, rules are rules,
/// experiments are experiments, saved groups are segments.
final class Translation {
  private static final int KEPT = 32;

  private final Place payload;
  private final Losses losses = new Losses();
  private final AttributePaths attributes = new AttributePaths();
  private final ConditionReader conditions;
  private final Prerequisites prerequisites;
  private final KeyNames flagKeys;
  private final KeyNames experimentKeys = new KeyNames(List.of());
  private final Map<String, TranslatedFeature> features = new LinkedHashMap<>();
  private final List<TranslatedFeature> experiments = new ArrayList<>();
  private final Set<String> usedKeys = new HashSet<>();
  private final Set<String> automatic = new HashSet<>();
  private final Map<Set<String>, Published> published = new HashMap<>();

  /// @param keepsAssignments whether the SDK does sticky bucketing
  Translation(Place payload, boolean keepsAssignments) {
    this.payload = payload;
    SavedGroups groups = new SavedGroups(payload.at("savedGroups"));
    this.conditions = new ConditionReader(groups, attributes, losses, true);
    List<String> names =
        payload.at("features").members().stream()
            .filter(feature -> JavaScript.truthy(feature.place().value()))
            .map(Place.Member::name)
            .toList();
    this.flagKeys = new KeyNames(names);
    this.prerequisites = new Prerequisites(payload.at("features"), groups, losses, flagKeys::key);
    List<FeatureTranslation> open = new ArrayList<>();
    for (String name : names) {
      FeatureTranslation feature =
          new FeatureTranslation(this, name, payload.at("features").at(name), keepsAssignments);
      prerequisites.know(name, feature.variants());
      open.add(feature);
    }
    open.forEach(feature -> features.put(feature.name(), feature.translated()));
    for (Place experiment : list(payload.at("experiments"))) {
      experiments.add(
          new TriedExperiment(
                  this, automatic(experiment), ExperimentSettings.of(experiment, keepsAssignments))
              .translated(true, Map.of()));
    }
  }

  /// Two automatic experiments may have one key, and a feature may have it too.
  private String automatic(Place experiment) {
    String key = JavaScript.text(experiment.at("key").value());
    boolean free = !features.containsKey(key) && automatic.add(key);
    return free ? key : key + " " + experiment.pointer();
  }

  /// An array's elements; of anything else none.
  static List<Place> list(Place place) {
    return place.value() instanceof List<?> ? place.elements() : List.of();
  }

  static List<Place> rules(Place feature) {
    return list(feature.at("rules"));
  }

  Place payload() {
    return payload;
  }

  Losses losses() {
    return losses;
  }

  ConditionReader conditions() {
    return conditions;
  }

  Prerequisites prerequisites() {
    return prerequisites;
  }

  KeyNames flagKeys() {
    return flagKeys;
  }

  /// The key of an experiment of ours. GrowthBook's keys may come twice, ours not.
  String experimentKey(String key, String where, Place place) {
    String ours = experimentKeys.key(usedKeys.add(key) ? key : key + " " + where);
    if (!ours.equals(key)) {
      losses.add(
          place,
          "experiment " + key,
          "is called "
              + ours
              + ", because keys are used once and are 1 to 64 of a-z A-Z 0-9 _ . -");
    }
    return ours;
  }

  Map<String, List<String>> resolved() {
    return attributes.resolved();
  }

  @Nullable TranslatedFeature feature(String name) {
    return features.get(name);
  }

  /// Features, in the order of the payload.
  List<TranslatedFeature> features() {
    return List.copyOf(features.values());
  }

  /// Automatic experiments, in the order of the payload.
  List<TranslatedFeature> experiments() {
    return experiments;
  }

  List<TranslatedFeature> all() {
    List<TranslatedFeature> all = new ArrayList<>(features.values());
    all.addAll(experiments);
    return all;
  }

  /// Without the flags that only tell which variations pass on.
  Definitions definitions() {
    List<Flag> flags = new ArrayList<>();
    List<Experiment> served = new ArrayList<>();
    for (TranslatedFeature feature : all()) {
      flags.add(feature.flag());
      feature.experiments().stream()
          .filter(each -> each.flag().equals(feature.flag().key()))
          .forEach(served::add);
    }
    return new Definitions(
        "default", 0, flags, served, conditions.segments(), List.of(), List.of(), "[]");
  }

  /// @param without experiments that take nobody
  Definitions definitions(Set<String> without, List<TranslatedFeature> more) {
    List<Flag> flags = new ArrayList<>();
    List<Experiment> served = new ArrayList<>();
    List<TranslatedFeature> all = all();
    all.addAll(more);
    for (TranslatedFeature feature : all) {
      flags.add(feature.flag());
      flags.addAll(feature.shadows());
      feature
          .experiments()
          .forEach(each -> served.add(without.contains(each.key()) ? stopped(each) : each));
    }
    return new Definitions(
        "default", 0, flags, served, conditions.segments(), List.of(), List.of(), "[]");
  }

  Published published(Set<String> without) {
    if (published.size() > KEPT) {
      published.clear();
    }
    return published.computeIfAbsent(
        without, excluded -> Published.of(definitions(excluded, List.of())));
  }

  private static Experiment stopped(Experiment e) {
    return new Experiment(
        e.key(),
        e.flag(),
        e.control(),
        e.by(),
        e.arms(),
        e.allocation(),
        e.audience(),
        e.layer(),
        e.slots(),
        e.holdouts(),
        e.sticky(),
        false,
        e.startMillis(),
        e.stopMillis());
  }
}
