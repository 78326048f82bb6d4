package dev.rimlight.interop.growthbook;

import dev.rimlight.core.Context;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A payload of GrowthBook's SDK endpoint.
final class Payload implements Document {
  static final String CYCLE = "PREREQUISITE_CYCLE";

  private final Place payload;
  private final Translation plain;
  private @Nullable Translation sticky;

  Payload(Place payload) {
    payload.object();
    payload.at("features").members();
    this.payload = payload;
    this.plain = new Translation(payload, false);
  }

  @Override
  public Imported imported() {
    return ImportedPayload.of(payload);
  }

  private Translation translation(boolean keepsAssignments) {
    if (!keepsAssignments) {
      return plain;
    }
    if (sticky == null) {
      sticky = new Translation(payload, true);
    }
    return sticky;
  }

  @Override
  public Inquiry<Answer> ask(Case asked) {
    Visitor visitor;
    try {
      visitor = Visitor.read(asked.context());
    } catch (InvalidDocument e) {
      return Inquiry.answered(Answer.error(asked, "INVALID_CONTEXT", null));
    }
    List<@Nullable Object> stored = asked.sticky();
    Translation translation = translation(stored != null);
    StickyDocuments documents =
        stored == null ? null : new StickyDocuments(payload, visitor, stored);
    TranslatedFeature feature = translation.feature(asked.flag());
    if (feature == null) {
      return Inquiry.answered(
          new Answer(
              asked.fallback(),
              null,
              "ERROR",
              "FLAG_NOT_FOUND",
              SdkResult.feature(null, "unknownFeature", null),
              documents == null ? null : documents.documents()));
    }
    Set<String> without = new HashSet<>();
    Question question = question(translation, feature, visitor, documents, without, asked);
    return Inquiry.of(
        question, decisions -> answer(asked, translation, feature, visitor, documents, decisions));
  }

  private static Question question(
      Translation translation,
      TranslatedFeature feature,
      Visitor visitor,
      @Nullable StickyDocuments documents,
      Set<String> without,
      Case asked) {
    Context context = context(translation, visitor, documents, without);
    List<String> flags =
        documents == null ? List.of(feature.flag().key()) : StickyTrail.flags(translation, feature);
    return new Question(translation.published(without), context, flags, asked.nowMillis());
  }

  /// The visitor's context, with what was settled before about the payload's experiments.
  ///
  /// @param without takes experiments that the visitor is forced out of
  static Context context(
      Translation translation,
      Visitor visitor,
      @Nullable StickyDocuments documents,
      Set<String> without) {
    Context context = visitor.context(translation.resolved());
    for (TranslatedFeature feature : translation.all()) {
      for (Origin origin : feature.origins()) {
        if (origin instanceof Origin.Tried tried) {
          force(context, tried, visitor, translation.feature(feature.name()) != null, without);
          if (documents != null) {
            documents.assign(context, tried, without);
          }
        }
      }
    }
    return context;
  }

  /// @param ofFeature whether a variation that passes on leaves the unit to the next rule
  static void force(
      Context context,
      Origin.Tried tried,
      Visitor visitor,
      boolean ofFeature,
      Set<String> without) {
    Integer variation = visitor.forcedVariation(tried.settings().key(), tried.variants().size());
    if (variation == null) {
      return;
    }
    if (variation < 0 || (ofFeature && tried.settings().passesOn(variation))) {
      without.addAll(tried.keys());
    } else {
      tried.keys().forEach(key -> context.force(key, tried.variants().get(variation)));
    }
  }

  private static Answer answer(
      Case asked,
      Translation translation,
      TranslatedFeature feature,
      Visitor visitor,
      @Nullable StickyDocuments documents,
      Decisions decisions) {
    DecisionLine line = decisions.of(feature.flag().key());
    if (documents != null) {
      new StickyTrail(translation, decisions, documents).follow(feature);
    }
    Map<String, @Nullable Object> kept = documents == null ? null : documents.documents();
    if (!line.error().isEmpty()) {
      return new Answer(
          asked.fallback(),
          null,
          "ERROR",
          line.error(),
          line.error().equals(CYCLE) ? SdkResult.feature(null, "cyclicPrerequisite", null) : null,
          kept);
    }
    Object value = line.variant() < 0 ? null : feature.values().values().get(line.variant());
    Object vendor = vendor(feature, visitor, line, value);
    if (value != null && !asked.type().holds(value)) {
      return new Answer(asked.fallback(), null, "ERROR", "TYPE_MISMATCH", vendor, kept);
    }
    return new Answer(
        value == null ? asked.fallback() : value,
        line.variant() < 0 ? null : feature.values().keys().get(line.variant()),
        line.reason(),
        null,
        vendor,
        kept);
  }

  private static Object vendor(
      TranslatedFeature feature, Visitor visitor, DecisionLine line, @Nullable Object value) {
    if (line.rule() < 0) {
      return SdkResult.feature(value, "defaultValue", null);
    }
    return switch (feature.origins().get(line.rule())) {
      case Origin.Gate gate -> SdkResult.feature(null, "prerequisite", null);
      case Origin.Forced forced ->
          SdkResult.feature(value, "force", forced.rule().at("id").value());
      case Origin.Tried tried -> {
        Map<String, @Nullable Object> result =
            SdkResult.feature(value, "experiment", tried.rule().at("id").value());
        result.put("experiment", tried.settings().experiment().value());
        result.put("experimentResult", experiment(feature, tried, visitor, feature.name(), line));
        yield result;
      }
    };
  }

  /// What the SDK says of an experiment that took the unit.
  static Map<String, @Nullable Object> experiment(
      TranslatedFeature feature,
      Origin.Tried tried,
      Visitor visitor,
      @Nullable String featureId,
      DecisionLine line) {
    int variation = tried.variants().indexOf(feature.values().keys().get(line.variant()));
    boolean hashed = !line.reason().equals("FORCED");
    return SdkResult.experiment(
        tried.settings(),
        visitor,
        featureId,
        variation,
        hashed,
        hashed ? (double) line.bucket() / tried.buckets() : null,
        line.reason().equals("STICKY"));
  }
}
