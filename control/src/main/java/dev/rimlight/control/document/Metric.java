package dev.rimlight.control.document;

import dev.rimlight.stats.Direction;
import dev.rimlight.stats.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How events become one number per unit, which way it should move, and what hangs on it.
///
/// @param name for people; the key when none is given
/// @param event name of the conversion event
/// @param unit of a mean's values, for people: a currency of ISO 4217 as EUR, or any short word
public record Metric(
    String key,
    String name,
    String event,
    Kind kind,
    Direction direction,
    Role role,
    Optional<String> unit) {
  static final int EVENT_CHARS = 64;
  static final int UNIT_CHARS = 16;

  /// What a metric decides: the goal ships, a guardrail stops, a secondary informs.
  public enum Role {
    GOAL,
    GUARDRAIL,
    SECONDARY
  }

  static Metric read(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    String key = fields.key("key");
    String event = fields.text("event", EVENT_CHARS);
    if (event.isBlank()) {
      throw fields.wrong("event", event, "must not be blank");
    }
    Metric metric =
        new Metric(
            key,
            fields.optionalText("name", Labels.NAME_CHARS).orElse(key),
            event,
            fields.oneOf("kind", List.of(Kind.values()), Metric::word),
            fields.oneOf("direction", List.of(Direction.values()), Metric::word),
            fields.oneOf("role", List.of(Role.values()), Metric::word),
            fields.optionalText("unit", UNIT_CHARS));
    fields.end();
    metric.unit.ifPresent(unit -> metric.requireUnit(unit, fields));
    return metric;
  }

  private void requireUnit(String unit, Fields fields) {
    if (kind == Kind.PROPORTION) {
      throw fields.wrong("unit", unit, "must be absent: a proportion is a percentage");
    }
    if (unit.isBlank()) {
      throw fields.wrong("unit", unit, "must not be blank");
    }
  }

  /// As documents spell a constant.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
