package dev.rimlight.interop.unleash;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Segment;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Publication;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.KeyNames;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the client features API answers, or the events of its delta.
final class ClientFeatures implements Document {
  private static final Set<String> SEGMENT_CARRIED = Set.of("id", "name", "constraints");
  private static final Set<String> DOCUMENT_CARRIED =
      Set.of("version", "features", "segments", "events", "query", "meta");

  private final Map<String, TranslatedFeature> features;
  private final Definitions definitions;
  private final Map<String, String> pointers;
  private final Losses losses;
  private final Published published;

  private ClientFeatures(
      Map<String, TranslatedFeature> features,
      List<Segment> segments,
      Map<String, String> pointers,
      Losses losses) {
    List<Flag> flags = new ArrayList<>();
    features
        .values()
        .forEach(feature -> {
          flags.add(feature.flag());
          Flag variants = feature.variantFlag();
          if (variants != null) {
            flags.add(variants);
          }
        });
    this.features = features;
    this.definitions =
        new Definitions("default", 0, flags, List.of(), segments, List.of(), List.of(), "[]");
    this.pointers = pointers;
    this.losses = losses;
    this.published = Published.of(definitions);
  }

  static ClientFeatures read(Place document) {
    Losses losses = new Losses();
    losses.dropped(document, "the document", DOCUMENT_CARRIED, Map.of());
    State state = State.of(document, losses);
    Map<String, String> pointers = new HashMap<>();
    KeyNames segmentKeys =
        new KeyNames(state.segments().keySet().stream().map(Strategies::segmentName).toList());
    Constraints constraints = new Constraints(losses);
    List<Segment> segments = new ArrayList<>();
    state
        .segments()
        .forEach((id, segment) -> {
          losses.dropped(
              segment,
              "segment " + id,
              SEGMENT_CARRIED,
              Map.of("project", "segments belong to environments only"));
          String key = segmentKeys.key(Strategies.segmentName(id));
          pointers.put(key, segment.pointer());
          segments.add(new Segment(key, constraints.all(segment.at("constraints"))));
        });
    Strategies strategies =
        new Strategies(state.segments().keySet(), segmentKeys, constraints, losses);
    Map<String, TranslatedFeature> features = features(state, strategies, pointers, losses);
    try {
      return new ClientFeatures(features, segments, pointers, losses);
    } catch (InvalidDefinition e) {
      throw new InvalidDocument("", String.valueOf(e.getMessage()));
    }
  }

  /// Features without parents first: the others ask them.
  private static Map<String, TranslatedFeature> features(
      State state, Strategies strategies, Map<String, String> pointers, Losses losses) {
    FlagKeys keys = new FlagKeys(state.features().keySet());
    Parents parents = new Parents(state.features(), keys, losses);
    Map<String, TranslatedFeature> features = new LinkedHashMap<>();
    for (boolean dependent : new boolean[] {false, true}) {
      state
          .features()
          .forEach((name, feature) -> {
            if (feature.at("dependencies").elements().isEmpty() == dependent) {
              return;
            }
            TranslatedFeature translated =
                new FeatureTranslation(name, feature, keys, strategies, losses).translate(parents);
            if (!dependent) {
              parents.add(name, translated);
            }
            features.put(name, translated);
            tell(name, feature, translated, pointers, losses);
          });
    }
    return features;
  }

  private static void tell(
      String name,
      Place feature,
      TranslatedFeature translated,
      Map<String, String> pointers,
      Losses losses) {
    pointers.put(translated.flag().key(), feature.pointer());
    if (!translated.flag().key().equals(name)) {
      losses.add(
          feature.at("name"),
          "feature " + name,
          "is called "
              + translated.flag().key()
              + ", because keys are 1 to 64 of a-z A-Z 0-9 _ . -");
    }
    Flag variants = translated.variantFlag();
    if (variants != null) {
      pointers.put(variants.key(), feature.pointer());
      losses.add(
          feature.at("variants"),
          "variants of feature " + name,
          "are those of a flag of their own, " + variants.key());
    }
  }

  @Override
  public Imported imported() {
    Losses all = new Losses();
    all.addAll(losses.report().losses());
    all.addAll(Publication.losses(definitions, key -> pointers.getOrDefault(key, "")));
    return new Imported(definitions, all.report());
  }

  @Override
  public Inquiry<Answer> ask(Case asked) {
    TranslatedFeature feature = features.get(asked.flag());
    if (feature == null) {
      return Inquiry.answered(SdkAnswer.unknown(asked));
    }
    String key = feature.flag().key();
    Flag variants = feature.variantFlag();
    return Inquiry.of(
        new Question(
            published,
            Contexts.context(asked.context(), asked.id()),
            variants == null ? List.of(key) : List.of(key, variants.key()),
            asked.nowMillis()),
        decisions ->
            SdkAnswer.of(
                feature,
                decisions.of(key),
                variants == null ? null : decisions.of(variants.key())));
  }
}
