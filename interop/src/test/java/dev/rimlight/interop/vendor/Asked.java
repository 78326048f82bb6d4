package dev.rimlight.interop.vendor;

import dev.rimlight.interop.engine.JvmEngine;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// A vendor's documents, cases and functions, written as JSON in tests and decided in this process.
@NullUnmarked
public final class Asked {
  private Asked() {}

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

  private static <A> A answer(Inquiry<A> inquiry) {
    List<String> complaints = new ArrayList<>();
    try (JvmEngine engine = new JvmEngine(complaints::add)) {
      Decisions decisions = new Decisions(inquiry.questions(), engine.decide(inquiry.questions()));
      if (!complaints.isEmpty()) {
        throw new AssertionError(complaints);
      }
      return inquiry.answer().apply(decisions);
    }
  }
}
