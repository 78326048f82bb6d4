package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.json.InvalidDocument;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.Decisions;
import dev.rimlight.interop.vendor.Document;
import dev.rimlight.interop.vendor.Inquiry;
import dev.rimlight.interop.vendor.Result;
import dev.rimlight.interop.vendor.VendorFunction;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Turns lines of one kind into inquiries that end in lines.
///
/// A defect of ours that a line brings to light costs that line its answer, not the others theirs:
/// it is answered with the error GENERAL, and told.
sealed interface Sheet {
  String GENERAL = "GENERAL";

  /// What must be decided for a line, and the line that answers it.
  ///
  /// @param number of the line, for messages
  Inquiry<String> inquiry(byte[] line, int number);

  /// Cases about a document.
  ///
  /// @param nowMillis the clock of cases that have none
  record Cases(Document document, long nowMillis, Consumer<String> complaints) implements Sheet {
    @Override
    public Inquiry<String> inquiry(byte[] line, int number) {
      Place place = identified(line);
      if (place.isNull()) {
        return Inquiry.answered(AnswerLine.NO_CASE);
      }
      String id = place.at("id").text();
      boolean sticky = !place.at("sticky").isNull();
      Case asked;
      try {
        asked = CaseLine.read(place, nowMillis);
      } catch (InvalidDocument e) {
        return Inquiry.answered(
            AnswerLine.ofCase(
                id,
                sticky,
                new Answer(place.at("default").value(), null, "ERROR", "PARSE_ERROR", null)));
      }
      return guarded(
          () -> document.ask(asked),
          answer -> AnswerLine.ofCase(id, sticky, answer),
          Answer.error(asked, GENERAL, null),
          complaint -> complaints.accept("line " + number + ": " + complaint));
    }
  }

  /// Calls of a function.
  record Calls(VendorFunction function, Consumer<String> complaints) implements Sheet {
    @Override
    public Inquiry<String> inquiry(byte[] line, int number) {
      Place place = identified(line);
      if (place.isNull()) {
        return Inquiry.answered(AnswerLine.NO_CALL);
      }
      String id = place.at("id").text();
      Place arguments = place.at("args");
      if (!(arguments.value() instanceof List<?>)) {
        return Inquiry.answered(AnswerLine.ofCall(id, new Result.Failed("PARSE_ERROR")));
      }
      return guarded(
          () -> function.call(arguments),
          result -> AnswerLine.ofCall(id, result),
          new Result.Failed(GENERAL),
          complaint -> complaints.accept("line " + number + ": " + complaint));
    }
  }

  /// The line if it is an object with a string `id`, else null.
  private static Place identified(byte[] line) {
    try {
      Place place = Place.root(Json.read(line));
      return place.at("id").value() instanceof String ? place : Place.root(null);
    } catch (InvalidJson e) {
      // Answered as the documentation says; nothing else is known of such a line.
      return Place.root(null);
    }
  }

  private static <A> Inquiry<String> guarded(
      Supplier<Inquiry<A>> ask, Function<A, String> line, A defect, Consumer<String> complaints) {
    try {
      Inquiry<A> inquiry = ask.get();
      return new Inquiry<>(
          inquiry.questions(), decisions -> answer(inquiry, decisions, line, defect, complaints));
    } catch (RuntimeException e) {
      complaints.accept(described(e));
      return Inquiry.answered(line.apply(defect));
    }
  }

  private static <A> String answer(
      Inquiry<A> inquiry,
      Decisions decisions,
      Function<A, String> line,
      A defect,
      Consumer<String> complaints) {
    try {
      return line.apply(inquiry.answer().apply(decisions));
    } catch (RuntimeException e) {
      complaints.accept(described(e));
      return line.apply(defect);
    }
  }

  private static String described(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
