package dev.rimlight.interop.eppo;

import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.InvalidDefinition;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A universal flag configuration.
final class FlagConfiguration implements Document {
  private static final Set<String> CARRIED = Set.of("flags", "format", "createdAt", "environment");
  private static final Map<String, String> REASONS =
      Map.of(
          "bandits", "our language has no contextual bandits",
          "banditReferences", "our language has no contextual bandits");

  private final Wording wording;
  private final Map<String, TranslatedFlag> flags;
  private final Definitions definitions;
  private final Map<String, String> pointers;
  private final Losses losses;
  private final Published published;

  private FlagConfiguration(
      Wording wording,
      Map<String, TranslatedFlag> flags,
      Map<String, String> pointers,
      Losses losses) {
    this.wording = wording;
    this.flags = flags;
    this.definitions =
        new Definitions(
            "default",
            0,
            flags.values().stream().map(TranslatedFlag::flag).toList(),
            List.of(),
            "[]");
    this.pointers = pointers;
    this.losses = losses;
    this.published = Published.of(definitions);
  }

  static FlagConfiguration read(Place document) {
    Map<String, Place> places = new LinkedHashMap<>();
    document.at("flags").object();
    document.at("flags").members().forEach(each -> places.put(each.name(), each.place()));
    Wording wording = Wording.of(document);
    Losses losses = new Losses();
    losses.dropped(document, "the document", CARRIED, REASONS);
    if (wording.obfuscated()) {
      losses.add(
          document.at("format"),
          "names of flags and attributes",
          "only their digests are known: contexts must have attributes under the MD5 of their name,"
              + " and under the same with "
              + Conditions.DIGEST
              + " the MD5 of their value");
    }
    KeyNames keys = new KeyNames(places.keySet());
    losses.renamed("flag", keys, name -> document.at("flags").at(name));
    Conditions conditions = new Conditions(wording, losses);
    Map<String, TranslatedFlag> flags = new LinkedHashMap<>();
    Map<String, String> pointers = new HashMap<>();
    places.forEach((name, flag) -> {
      flags.put(
          name,
          new FlagTranslation(name, flag, wording, conditions, losses).translate(keys.key(name)));
      pointers.put(keys.key(name), flag.pointer());
    });
    try {
      return new FlagConfiguration(wording, flags, pointers, losses);
    } catch (InvalidDefinition e) {
      throw new InvalidDocument("", String.valueOf(e.getMessage()));
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
    TranslatedFlag flag = flags.get(wording.lookedUp(asked.flag()));
    Optional<Context> context = Subjects.context(asked.context(), wording);
    if (context.isEmpty()) {
      return Inquiry.answered(SdkAnswer.error(asked, "INVALID_CONTEXT"));
    }
    if (flag == null) {
      return Inquiry.answered(SdkAnswer.error(asked, "FLAG_NOT_FOUND"));
    }
    if (!SdkAnswer.asksFor(asked.type(), flag.type())) {
      return Inquiry.answered(SdkAnswer.error(asked, "TYPE_MISMATCH"));
    }
    String key = flag.flag().key();
    return Inquiry.of(
        new Question(published, context.get(), List.of(key), asked.nowMillis()),
        decisions -> SdkAnswer.of(asked, flag, decisions.of(key)));
  }
}
