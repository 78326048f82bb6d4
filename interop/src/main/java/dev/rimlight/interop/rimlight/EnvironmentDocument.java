package dev.rimlight.interop.rimlight;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Imported;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import dev.rimlight.interop.vendor.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// An environment: its flags and experiments.
final class EnvironmentDocument implements Document {
  private final Definitions definitions;
  private final Published published;
  private final Map<String, List<Place>> variants;

  private EnvironmentDocument(Definitions definitions, Map<String, List<Place>> variants) {
    this.definitions = definitions;
    this.published = Published.of(definitions);
    this.variants = variants;
  }

  static EnvironmentDocument read(Place document) {
    if (!document.has("flags")) {
      throw new InvalidDocument("/flags", "the document has no flags");
    }
    Definitions definitions = checked(() -> DefinitionsJson.read(document.object()).checked());
    Map<String, List<Place>> variants = new HashMap<>();
    for (Place flag : document.at("flags").elements()) {
      variants.put(flag.at("key").text(), flag.at("variants").elements());
    }
    return new EnvironmentDocument(definitions, variants);
  }

  @Override
  public Imported imported() {
    return new Imported(definitions, Report.LOSSLESS);
  }

  @Override
  public Inquiry<Answer> ask(Case asked) {
    List<Place> variantsOfFlag = variants.get(asked.flag());
    if (variantsOfFlag == null) {
      return Inquiry.answered(Answer.error(asked, "FLAG_NOT_FOUND", null));
    }
    Context context;
    try {
      context = context(Place.root(asked.context()));
    } catch (InvalidDocument e) {
      return Inquiry.answered(Answer.error(asked, "INVALID_CONTEXT", null));
    }
    return Inquiry.of(
        new Question(published, context, List.of(asked.flag()), asked.nowMillis()),
        decisions -> answer(asked, variantsOfFlag, decisions.of(asked.flag())));
  }

  private static Answer answer(Case asked, List<Place> variants, DecisionLine decision) {
    if (!decision.error().isEmpty()) {
      return Answer.error(asked, decision.error(), null);
    }
    if (decision.variant() < 0) {
      return new Answer(asked.fallback(), null, decision.reason(), null, null);
    }
    Place variant = variants.get(decision.variant());
    Object value = variant.at("value").value();
    return asked.type().holds(value)
        ? new Answer(value, variant.at("key").text(), decision.reason(), null, null)
        : Answer.error(asked, "TYPE_MISMATCH", null);
  }

  private static Context context(Place document) {
    return checked(() -> ContextJson.read(document.isNull() ? Map.of() : document.object()));
  }

  private static <T> T checked(Supplier<T> read) {
    try {
      return read.get();
    } catch (InvalidDefinition e) {
      throw new InvalidDocument(e.pointer(), String.valueOf(e.getMessage()));
    }
  }
}
