package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Context;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A visitor's documents of sticky bucketing: of each attribute that the payload's experiments
/// hash, the one of the visitor's value.
final class StickyDocuments {
  private final Visitor visitor;
  private final Map<String, @Nullable Object> documents = new LinkedHashMap<>();

  /// @param stored documents of anybody
  StickyDocuments(Place payload, Visitor visitor, List<@Nullable Object> stored) {
    this.visitor = visitor;
    Map<String, Object> byKey = new LinkedHashMap<>();
    for (Object document : stored) {
      if (document instanceof Map<?, ?> map) {
        byKey.put(
            key(
                JavaScript.text(map.get("attributeName")),
                JavaScript.text(map.get("attributeValue"))),
            map);
      }
    }
    for (String attribute : hashed(payload)) {
      String key = key(visitor.hashed(attribute, null));
      if (byKey.containsKey(key)) {
        documents.put(key, byKey.get(key));
      }
    }
  }

  /// By attribute and value.
  Map<String, @Nullable Object> documents() {
    return documents;
  }

  private static String key(String attribute, String value) {
    return attribute + "||" + value;
  }

  private static String key(Visitor.Hashed hashed) {
    return key(hashed.attribute(), hashed.text());
  }

  private static Set<String> hashed(Place payload) {
    Set<String> attributes = new LinkedHashSet<>();
    for (Place.Member feature : payload.at("features").members()) {
      for (Place rule : Translation.rules(feature.place())) {
        if (JavaScript.truthy(rule.at("variations").value())
            || JavaScript.truthy(rule.at("contextualVariations").value())) {
          add(attributes, rule);
        }
      }
    }
    Translation.list(payload.at("experiments")).forEach(each -> add(attributes, each));
    return attributes;
  }

  private static void add(Set<String> attributes, Place experiment) {
    Object hash = experiment.at("hashAttribute").value();
    Object fallback = experiment.at("fallbackAttribute").value();
    attributes.add(JavaScript.truthy(hash) ? JavaScript.text(hash) : Units.ID);
    if (JavaScript.truthy(fallback)) {
      attributes.add(JavaScript.text(fallback));
    }
  }

  /// Tells our context what the documents keep of an experiment: those of the fallback attribute,
  /// and over them those of the hash attribute. Without a fallback the SDK looks at `id`.
  ///
  /// @param without takes the experiment when its kept variation leaves the unit to the next rule
  void assign(Context context, Origin.Tried tried, Set<String> without) {
    ExperimentSettings settings = tried.settings();
    if (!settings.sticky()) {
      return;
    }
    String fallback = settings.fallbackAttribute();
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    Visitor.Hashed other = visitor.hashed(fallback == null ? Units.ID : fallback, null);
    if (!other.isMissing()) {
      kept.putAll(assignments(key(other)));
    }
    kept.putAll(assignments(key(visitor.hashed(settings.hashAttribute(), null))));
    String prefix = settings.key() + "__";
    kept.forEach((name, variation) -> {
      String version = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
      if (version.length() < 10 && JavaScript.isIndex(version)) {
        int index = settings.variationOf(variation);
        String variant = index < 0 ? "" : tried.variants().get(index);
        if (index >= 0
            && settings.passesOn(index)
            && Integer.parseInt(version) == settings.bucketVersion()) {
          without.add(tried.keys().getFirst());
        }
        tried.keys().forEach(key -> context.assigned(key, Integer.parseInt(version), variant));
      }
    });
  }

  private Map<String, @Nullable Object> assignments(String key) {
    Place assignments = Place.root(documents.get(key)).at("assignments");
    return assignments.value() instanceof Map<?, ?> ? assignments.object() : Map.of();
  }

  /// Keeps an assignment under the attribute that was hashed.
  void keep(ExperimentSettings settings, int variation) {
    if (!settings.sticky()) {
      return;
    }
    Visitor.Hashed hashed = visitor.hashed(settings.hashAttribute(), settings.fallbackAttribute());
    String key = key(hashed);
    Map<String, @Nullable Object> assignments = new LinkedHashMap<>(assignments(key));
    String before = JsonText.of(assignments);
    assignments.put(
        settings.key() + "__" + settings.bucketVersion(), settings.variationKey(variation));
    if (!before.equals(JsonText.of(assignments))) {
      Map<String, @Nullable Object> document = new LinkedHashMap<>();
      document.put("attributeName", hashed.attribute());
      document.put("attributeValue", hashed.text());
      document.put("assignments", assignments);
      documents.put(key, document);
    }
  }
}
