package dev.rimlight.interop.launchdarkly;

import dev.rimlight.interop.vendor.Answer;
import dev.rimlight.interop.vendor.Case;
import dev.rimlight.interop.vendor.DecisionLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decisions as the SDKs tell them: value, position of the variation, and a reason.
final class SdkAnswer {
  private SdkAnswer() {}

  static Answer error(Case asked, String errorKind) {
    Map<String, @Nullable Object> reason = new LinkedHashMap<>();
    reason.put("kind", "ERROR");
    reason.put("errorKind", errorKind);
    Map<String, @Nullable Object> vendor = new LinkedHashMap<>();
    vendor.put("value", asked.fallback());
    vendor.put("reason", reason);
    return Answer.error(asked, errorKind, vendor);
  }

  /// Whatever the engine cannot decide is a flag, or something that it needs, that cannot be.
  static Answer of(Case asked, TranslatedFlag flag, DecisionLine line) {
    if (!line.error().isEmpty() || line.reason().equals("UNSUPPORTED")) {
      return error(asked, Clauses.MALFORMED);
    }
    boolean decided = line.variant() >= 0;
    Object value = decided ? flag.variations().values().get(line.variant()) : asked.fallback();
    if (decided && !holds(asked.type(), value)) {
      return error(asked, "WRONG_TYPE");
    }
    Map<String, @Nullable Object> vendor = new LinkedHashMap<>();
    vendor.put("value", value);
    if (decided) {
      vendor.put("variationIndex", line.variant());
    }
    vendor.put("reason", reason(flag, line));
    return new Answer(
        value, decided ? Variations.key(line.variant()) : null, line.reason(), null, vendor);
  }

  /// The SDKs know one kind of number, and ask no questions about JSON.
  private static boolean holds(Case.Type type, @Nullable Object value) {
    return switch (type) {
      case INTEGER -> Case.Type.NUMBER.holds(value);
      case OBJECT -> true;
      case BOOLEAN, STRING, NUMBER, ANY -> type.holds(value);
    };
  }

  private static Map<String, @Nullable Object> reason(TranslatedFlag flag, DecisionLine line) {
    Map<String, @Nullable Object> reason = new LinkedHashMap<>();
    if (line.reason().equals("OFF")) {
      reason.put("kind", "OFF");
      return reason;
    }
    switch (line.rule() < 0 ? new Origin.Fallthrough() : flag.origins().get(line.rule())) {
      case Origin.Prerequisite prerequisite -> {
        reason.put("kind", "PREREQUISITE_FAILED");
        reason.put("prerequisiteKey", prerequisite.flag());
      }
      case Origin.Target target -> reason.put("kind", "TARGET_MATCH");
      case Origin.RuleOfFlag rule -> {
        reason.put("kind", "RULE_MATCH");
        reason.put("ruleIndex", rule.index());
        if (rule.id() != null) {
          reason.put("ruleId", rule.id());
        }
      }
      case Origin.Fallthrough fallthrough -> reason.put("kind", "FALLTHROUGH");
      case Origin.Off off -> reason.put("kind", "OFF");
    }
    if (line.reason().equals("EXPERIMENT")) {
      reason.put("inExperiment", true);
    }
    return reason;
  }
}
