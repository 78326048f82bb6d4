package dev.rimlight.interop.flagd;

import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The flags of a document by key, after what flagd itself refuses to load is refused.
final class FlagPlaces {
  private FlagPlaces() {}

  /// Throws [InvalidDocument].
  static Map<String, Place> checked(Place document) {
    if (!document.has("flags")) {
      throw new InvalidDocument("/flags", "the document has no flags");
    }
    Map<String, Place> flags = new LinkedHashMap<>();
    Place all = document.at("flags");
    if (all.value() instanceof List<?>) {
      all.elements().forEach(flag -> flags.put(flag.at("key").text(), flag));
    } else {
      all.object();
      all.members().forEach(flag -> flags.put(flag.name(), flag.place()));
    }
    flags.values().forEach(FlagPlaces::check);
    if (!document.at("$evaluators").isNull()) {
      document.at("$evaluators").object();
    }
    checkMetadata(document.at("metadata"));
    return flags;
  }

  private static void check(Place flag) {
    Object state = flag.at("state").value();
    if (!"ENABLED".equals(state) && !"DISABLED".equals(state)) {
      throw flag.at("state").wrong("must be ENABLED or DISABLED");
    }
    if (flag.at("variants").object().isEmpty()) {
      throw flag.at("variants").wrong("must have a variant");
    }
    Place variant = flag.at("defaultVariant");
    String name = variant.textOr("");
    if (!name.isEmpty() && !flag.at("variants").has(name)) {
      throw variant.wrong("must be one of the variants");
    }
    checkMetadata(flag.at("metadata"));
  }

  private static void checkMetadata(Place metadata) {
    for (Place.Member member : metadata.members()) {
      Object value = member.place().value();
      if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
        throw member.place().wrong("must be a string, number or boolean");
      }
    }
  }
}
