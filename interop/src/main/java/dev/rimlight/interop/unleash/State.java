package dev.rimlight.interop.unleash;

import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/// Features by name and segments by id, as a document has them or its events leave them.
record State(Map<String, Place> features, Map<String, Place> segments) {
  static State of(Place document, Losses losses) {
    State state = new State(new LinkedHashMap<>(), new LinkedHashMap<>());
    if (document.has("events")) {
      document.at("events").elements().forEach(event -> state.apply(event, losses));
    } else {
      if (!document.has("features")) {
        throw document.wrong("must have features or events");
      }
      state.replace(document);
    }
    return state;
  }

  private void apply(Place event, Losses losses) {
    String type = event.at("type").textOr("");
    switch (type) {
      case "hydration" -> replace(event);
      case "feature-updated" -> put(event.at("feature"));
      case "feature-removed" -> features.remove(event.at("featureName").text());
      case "segment-updated" -> putSegment(event.at("segment"));
      case "segment-removed" -> segments.remove(id(event.at("segmentId")));
      default -> losses.add(event, "event " + type, "nobody knows events of this type");
    }
  }

  private void replace(Place from) {
    features.clear();
    segments.clear();
    from.at("features").elements().forEach(this::put);
    from.at("segments").elements().forEach(this::putSegment);
  }

  private void put(Place feature) {
    features.put(feature.at("name").text(), feature);
  }

  private void putSegment(Place segment) {
    segments.put(id(segment.at("id")), segment);
  }

  /// Ids are numbers mostly.
  static String id(Place place) {
    return place.value() instanceof String text ? text : JsonText.of(place.value());
  }
}
