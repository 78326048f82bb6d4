package dev.rimlight.interop.vendor;

import dev.rimlight.interop.engine.JvmEngine;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// A vendor's document that tests ask; JSON is written with ' for ".
@NullUnmarked
public final class Asked {
  private static final long NOW_MILLIS = 1_700_000_000_000L;

  private final Document document;

  public Asked(Vendor vendor, String document) {
    this.document = vendor.open(json(document));
  }

  /// What a caller gets of a case.
  ///
  /// @param theCase the members of a case; `sticky` may be among them
  public static Answer about(Vendor vendor, String document, String theCase) {
    Place read = tree(theCase);
    Case asked =
        new Case(
            "case",
            read.at("flag").text(),
            Case.Type.valueOf(read.at("type").textOr("ANY")),
            read.at("default").value(),
            read.at("context").value(),
            1_700_000_000_123L,
            read.has("sticky") ? read.at("sticky").array() : null);
    return answer(vendor.open(tree(document)).ask(asked));
  }

  public static Result call(Vendor vendor, String function, String arguments) {
    return answer(vendor.functions().get(function).call(tree(arguments)));
  }

  public static Place tree(String json) {
    try {
      return Place.root(Json.read(json));
    } catch (InvalidJson e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /// The vendor's answer as JSON; the default is null.
  public String vendor(String flag, String context) {
    return JsonText.of(answer(flag, Case.Type.ANY, "null", context).vendor()).replace('"', '\'');
  }

  /// The value as JSON.
  public String value(String flag, String context) {
    return JsonText.of(answer(flag, Case.Type.ANY, "null", context).value()).replace('"', '\'');
  }

  public Answer answer(String flag, Case.Type type, String fallback, String context) {
    return answer(flag, type, fallback, context, NOW_MILLIS);
  }

  public Answer answer(
      String flag, Case.Type type, String fallback, String context, long nowMillis) {
    Inquiry<Answer> inquiry =
        document.ask(
            new Case(
                "case-1",
                flag,
                type,
                json(fallback).value(),
                json(context).value(),
                nowMillis,
                null));
    return answer(inquiry);
  }

  private static <A> A answer(Inquiry<A> inquiry) {
    List<String> complaints = new ArrayList<>();
    try (JvmEngine engine = new JvmEngine(complaints::add)) {
      Decisions decisions = new Decisions(inquiry.questions(), engine.decide(inquiry.questions()));
      if (!complaints.isEmpty()) {
        throw new AssertionError(complaints.toString());
      }
      return inquiry.answer().apply(decisions);
    }
  }

  /// Every loss as "pointer what: why".
  public List<String> losses() {
    return document.imported().report().losses().stream()
        .map(loss -> loss.pointer() + " " + loss.what() + ": " + loss.why())
        .toList();
  }

  public Imported imported() {
    return document.imported();
  }

  public static Place json(String text) {
    try {
      return Place.root(Json.read(text.replace('\'', '"')));
    } catch (InvalidJson e) {
      throw new AssertionError(e);
    }
  }
}
