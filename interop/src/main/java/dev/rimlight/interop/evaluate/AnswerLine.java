package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers as lines, without their ends.
final class AnswerLine {
  private static final String PARSE_ERROR = "PARSE_ERROR";

  /// Answers a line that is no case.
  static final String NO_CASE =
      ofCase(null, false, new Answer(null, null, "ERROR", PARSE_ERROR, null));

  /// Answers a line that is no call.
  static final String NO_CALL = ofCall(null, new Result.Failed(PARSE_ERROR));

  private AnswerLine() {}

  /// @param sticky whether the case has sticky documents
  static String ofCase(@Nullable String id, boolean sticky, Answer answer) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("id", id);
    line.put("value", answer.value());
    line.put("variant", answer.variant());
    line.put("reason", answer.reason());
    line.put("error", answer.error());
    line.put("vendor", answer.vendor());
    if (sticky) {
      line.put("sticky", answer.sticky() == null ? Map.of() : answer.sticky());
    }
    return JsonText.of(line);
  }

  static String ofCall(@Nullable String id, Result result) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("id", id);
    switch (result) {
      case Result.Returned returned -> line.put("result", returned.value());
      case Result.Failed failed -> line.put("error", Map.of("type", failed.type()));
    }
    return JsonText.of(line);
  }
}
