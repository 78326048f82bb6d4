package dev.rimlight.control.api;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rejection as RFC 9457 writes it.
///
/// @param instance the request's id
/// @param current the document as it is now, when somebody else was faster
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @Nullable List<Fault> errors,
    @Nullable Object current) {
  static final String CONTENT_TYPE = "application/problem+json";

  /// What is longer only repeats what was sent.
  static final int SENTENCE_CHARS = 2_000;

  static Problem of(Rejected rejected, String requestId, @Nullable Object current) {
    return new Problem(
        "rimlight:" + rejected.code(),
        rejected.rejection().title(),
        rejected.rejection().status(),
        cut(rejected.detail()),
        requestId,
        rejected.faults().isEmpty() ? null : rejected.faults().stream().map(Problem::cut).toList(),
        current);
  }

  private static Fault cut(Fault fault) {
    return new Fault(cut(fault.path()), cut(fault.message()));
  }

  private static String cut(String sentence) {
    if (sentence.length() <= SENTENCE_CHARS) {
      return sentence;
    }
    int end =
        SENTENCE_CHARS - (Character.isHighSurrogate(sentence.charAt(SENTENCE_CHARS - 1)) ? 1 : 0);
    return "%s... (%d characters)".formatted(sentence.substring(0, end), sentence.length());
  }

  byte[] bytes() {
    return Json.writeBytes(this);
  }
}
