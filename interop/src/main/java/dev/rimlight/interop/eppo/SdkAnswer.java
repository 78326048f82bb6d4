package dev.rimlight.interop.eppo;

import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decisions as the SDKs tell them: the assignment, which is the caller's default where there is
/// none.
final class SdkAnswer {
  private SdkAnswer() {}

  /// Each type of flag is asked for by a function of its own.
  static boolean asksFor(Case.Type asked, String type) {
    return switch (asked) {
      case BOOLEAN -> type.equals("BOOLEAN");
      case STRING -> type.equals("STRING");
      case INTEGER -> type.equals("INTEGER");
      case NUMBER -> type.equals("NUMERIC");
      case OBJECT -> type.equals("JSON");
      case ANY -> true;
    };
  }

  static Answer error(Case asked, String code) {
    return Answer.error(asked, code, vendor(asked.fallback()));
  }

  static Answer of(Case asked, TranslatedFlag flag, DecisionLine line) {
    if (!line.error().isEmpty()) {
      return error(asked, line.error());
    }
    if (line.variant() < 0) {
      return new Answer(asked.fallback(), null, line.reason(), null, vendor(asked.fallback()));
    }
    Object value = flag.values().get(line.variant());
    return new Answer(value, flag.names().get(line.variant()), line.reason(), null, vendor(value));
  }

  private static Map<String, @Nullable Object> vendor(@Nullable Object assignment) {
    Map<String, @Nullable Object> vendor = new LinkedHashMap<>();
    vendor.put("assignment", assignment);
    return vendor;
  }
}
