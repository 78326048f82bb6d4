package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.Key;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Publication;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Imported;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A payload as it is imported, with everything that does not come along.
///
/// A payload does not say whether the SDKs that read it do sticky bucketing; it is taken for
/// granted when an experiment has a version or a fallback of it.
final class ImportedPayload {
  private static final Set<String> OF_PAYLOAD =
      Set.of("features", "experiments", "savedGroups", "status", "dateUpdated");
  private static final Set<String> OF_FEATURE = Set.of("defaultValue", "rules");
  private static final Set<String> OF_EXPERIMENT =
      Set.of(
          "id",
          "key",
          "variations",
          "contextualVariations",
          "contextualBanditRef",
          "weights",
          "coverage",
          "condition",
          "parentConditions",
          "filters",
          "namespace",
          "ranges",
          "seed",
          "hashAttribute",
          "fallbackAttribute",
          "hashVersion",
          "bucketVersion",
          "minBucketVersion",
          "disableStickyBucketing",
          "force",
          "range",
          "urlPatterns",
          "active",
          "status",
          "meta",
          // Says nothing that the rule's other members do not say.
          "type");
  private static final Set<String> OF_META = Set.of("key", "passthrough");
  private static final Map<String, String> REASONS =
      Map.of(
          "contextualBandits", "we have no contextual bandits",
          "tracks", "what was tracked elsewhere is not tracked again",
          "phase", "experiments have no phases",
          "name", "experiments and variants have keys and no names",
          "groups", "the groups of a context are no segments of ours",
          "persistQueryString", "flags give values and redirect nobody",
          "manual", "whoever asks for the flag starts the experiment");

  private final Place payload;
  private final Translation translation;
  private final Losses losses = new Losses();

  private ImportedPayload(Place payload) {
    this.payload = payload;
    this.translation = new Translation(payload, keepsAssignments(payload));
  }

  static Imported of(Place payload) {
    return new ImportedPayload(payload).imported();
  }

  private static boolean keepsAssignments(Place payload) {
    for (Place.Member feature : payload.at("features").members()) {
      for (Place rule : Translation.rules(feature.place())) {
        for (String member : List.of("bucketVersion", "minBucketVersion", "fallbackAttribute")) {
          if (rule.has(member)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Imported imported() {
    Definitions definitions = translation.definitions();
    losses.dropped(payload, "the payload", OF_PAYLOAD, REASONS);
    for (TranslatedFeature feature : translation.features()) {
      ofFeature(feature);
    }
    for (TranslatedFeature experiment : translation.experiments()) {
      ofAutomatic(experiment);
    }
    translation
        .resolved()
        .keySet()
        .forEach(name ->
            losses.add(
                payload,
                "path " + name,
                "our paths do not lead into lists: contexts must have an attribute of this name"));
    losses.addAll(translation.losses().report().losses());
    Map<String, String> pointers = new HashMap<>();
    for (TranslatedFeature feature : translation.all()) {
      pointers.put(feature.flag().key(), feature.place().pointer());
      feature
          .experiments()
          .forEach(each -> pointers.putIfAbsent(each.key(), feature.place().pointer()));
    }
    losses.addAll(Publication.losses(definitions, key -> pointers.getOrDefault(key, "")));
    return new Imported(definitions, losses.report());
  }

  private void ofFeature(TranslatedFeature feature) {
    String name = feature.name();
    String key = feature.flag().key();
    if (!key.equals(name)) {
      losses.add(
          feature.place(),
          "feature " + name,
          "is called " + key + ", because keys are 1 to 64 of a-z A-Z 0-9 _ . -");
    }
    losses.dropped(feature.place(), "feature " + name, OF_FEATURE, REASONS);
    int number = 1;
    for (Place rule : Translation.rules(feature.place())) {
      ofExperiment(rule, "rule " + number++ + " of feature " + name);
    }
    for (Origin origin : feature.origins()) {
      if (origin instanceof Origin.Tried tried && tried.shadow() != null) {
        losses.add(
            tried.rule().at("meta"),
            "kept variations that pass on",
            "an assignment that is kept is always served");
      }
    }
  }

  private void ofExperiment(Place experiment, String owner) {
    losses.dropped(experiment, owner, OF_EXPERIMENT, REASONS);
    for (Place meta : Translation.list(experiment.at("meta"))) {
      losses.dropped(meta, "a variation of " + owner, OF_META, REASONS);
    }
    Object id = experiment.at("id").value();
    if (JavaScript.truthy(id) && !Key.valid(JavaScript.text(id))) {
      losses.add(
          experiment.at("id"),
          "id of " + owner,
          "is written otherwise, because ids of rules are 1 to 64 of a-z A-Z 0-9 _ . -");
    }
  }

  private void ofAutomatic(TranslatedFeature experiment) {
    String key = experiment.flag().key();
    losses.add(
        experiment.place(),
        "automatic experiment",
        "it becomes flag " + key + "; nothing changes or redirects a page by itself");
    ofExperiment(experiment.place(), "automatic experiment " + key);
    if (JavaScript.truthy(experiment.place().at("urlPatterns").value())) {
      losses.add(
          experiment.place().at("urlPatterns"),
          "targeting by address",
          "contexts must have the attribute $url with host, path, hash, query, href and rest");
    }
  }
}
