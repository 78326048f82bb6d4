package dev.rimlight.interop.flagd;

import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Serve;
import dev.rimlight.interop.compose.AttributePaths;
import dev.rimlight.interop.compose.JavaScript;
import dev.rimlight.interop.compose.Losses;
import dev.rimlight.interop.compose.Publication;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.AttributeValue;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.KeyNames;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A document of flag definitions.
final class FlagDefinitions implements Document {
  private final Place document;
  private final Map<String, Place> flags;
  private final KeyNames keys;
  private final AttributePaths paths = new AttributePaths();
  private final Losses losses = new Losses();
  private final Map<String, TranslatedFlag> translated = new LinkedHashMap<>();
  private final Definitions definitions;
  private final Published published;

  FlagDefinitions(Place document) {
    this.document = document;
    this.flags = FlagPlaces.checked(document);
    this.keys = new KeyNames(flags.keySet());
    Evaluators evaluators = new Evaluators(document.at("$evaluators"));
    List<Flag> ours = new ArrayList<>();
    losses.renamed("flag", keys, name -> flags.getOrDefault(name, document));
    flags.forEach((name, place) -> {
      FlagTranslation translation =
          new FlagTranslation(keys.key(name), name, place, new LogicReader(paths, losses));
      losses.renamed(
          "variant", translation.variantKeys(), variant -> place.at("variants").at(variant));
      Place targeting = place.at("targeting");
      TranslatedFlag flag =
          translation.translated(
              new Place(targeting.pointer(), evaluators.replaced(targeting.value())));
      translated.put(name, flag);
      ours.add(flag.flag());
    });
    this.definitions = new Definitions("default", 0, ours, List.of(), "[]");
    this.published = Published.of(definitions);
  }

  @Override
  public Imported imported() {
    Losses all = new Losses();
    all.addAll(losses.report().losses());
    all.dropped(
        document,
        "the document",
        Set.of("flags", "$evaluators", "$schema"),
        Map.of("metadata", "environments have no metadata"));
    flags.forEach((name, place) -> {
      all.dropped(
          place,
          "flag " + name,
          Set.of("key", "state", "variants", "defaultVariant", "targeting"),
          Map.of("metadata", "flags have no metadata"));
      if (!Logic.isValid(place.at("targeting")) && isBroken(name)) {
        all.add(
            place.at("targeting"),
            "targeting of flag " + name,
            "flagd cannot read it: everybody gets the caller's default");
      }
    });
    paths
        .resolved()
        .keySet()
        .forEach(name ->
            all.add(
                Place.root(null),
                "path " + name,
                "our paths do not lead into lists: contexts must have an attribute of this name"));
    Map<String, String> pointers = new LinkedHashMap<>();
    flags.forEach((name, place) -> pointers.put(keys.key(name), place.pointer()));
    all.addAll(Publication.losses(definitions, key -> pointers.getOrDefault(key, "")));
    return new Imported(definitions, all.report());
  }

  private boolean isBroken(String name) {
    TranslatedFlag flag = translated.get(name);
    return flag != null && flag.flag().otherwise() instanceof Serve.Broken;
  }

  @Override
  public Inquiry<Answer> ask(Case asked) {
    TranslatedFlag flag = translated.get(asked.flag());
    if (flag == null) {
      return Inquiry.answered(
          Answer.error(
              asked,
              "FLAG_NOT_FOUND",
              details(asked.fallback(), "ERROR", null, "FLAG_NOT_FOUND", metadata(null))));
    }
    Context context;
    try {
      context = context(Place.root(asked.context()));
    } catch (InvalidDocument e) {
      return Inquiry.answered(
          Answer.error(
              asked,
              "INVALID_CONTEXT",
              details(asked.fallback(), "ERROR", null, "INVALID_CONTEXT", metadata(asked.flag()))));
    }
    String key = flag.flag().key();
    return Inquiry.of(
        new Question(published, context, List.of(key), asked.nowMillis()),
        decisions -> answer(asked, flag, decisions.of(key)));
  }

  private Context context(Place context) {
    if (!context.isNull()) {
      context.object();
    }
    Object targetingKey = context.at(Variables.TARGETING_KEY).value();
    Context ours =
        new Context(
            targetingKey instanceof String || targetingKey instanceof Number
                ? JavaScript.text(targetingKey)
                : null);
    context
        .members()
        .forEach(each -> ours.with(each.name(), AttributeValue.of(each.place().value())));
    paths
        .resolved()
        .forEach((name, path) ->
            ours.with(name, AttributeValue.of(JavaScript.at(context.value(), path))));
    return ours;
  }

  private Answer answer(Case asked, TranslatedFlag flag, DecisionLine line) {
    Map<String, @Nullable Object> metadata = metadata(asked.flag());
    if (!line.error().isEmpty()) {
      String code = line.error().equals(FlagTranslation.PARSE_ERROR) ? line.error() : "GENERAL";
      return Answer.error(asked, code, details(asked.fallback(), "ERROR", null, code, metadata));
    }
    if (line.variant() < 0) {
      boolean disabled = line.reason().equals("OFF");
      return new Answer(
          asked.fallback(),
          null,
          line.reason(),
          null,
          details(asked.fallback(), disabled ? "DISABLED" : "DEFAULT", null, null, metadata));
    }
    Object value = flag.values().get(line.variant());
    if (!asked.type().holds(value)) {
      return Answer.error(
          asked,
          "TYPE_MISMATCH",
          details(asked.fallback(), "ERROR", null, "TYPE_MISMATCH", metadata));
    }
    String name = flag.names().get(line.variant());
    boolean targeted = line.rule() >= 0 && flag.targeted().get(line.rule());
    String reason = targeted ? "TARGETING_MATCH" : flag.hasTargeting() ? "DEFAULT" : "STATIC";
    return new Answer(
        value, name, line.reason(), null, details(value, reason, name, null, metadata));
  }

  /// The flag's metadata, laid over the document's.
  private Map<String, @Nullable Object> metadata(@Nullable String flag) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    List<Place> layers = new ArrayList<>(List.of(document.at("metadata")));
    if (flag != null && flags.containsKey(flag)) {
      layers.add(flags.get(flag).at("metadata"));
    }
    layers.forEach(
        layer -> layer.members().forEach(each -> metadata.put(each.name(), each.place().value())));
    return metadata;
  }

  private static Map<String, @Nullable Object> details(
      @Nullable Object value,
      String reason,
      @Nullable String variant,
      @Nullable String errorCode,
      Map<String, @Nullable Object> metadata) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("value", value);
    details.put("reason", reason);
    if (variant != null) {
      details.put("variant", variant);
    }
    if (errorCode != null) {
      details.put("errorCode", errorCode);
    }
    if (!metadata.isEmpty()) {
      details.put("metadata", metadata);
    }
    return details;
  }
}
