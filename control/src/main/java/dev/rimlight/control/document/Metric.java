package dev.rimlight.control.document;

import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.Window;
import dev.rimlight.stats.Direction;
import dev.rimlight.stats.Guardrail;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How events become one number per unit, which way it should move, and what hangs on it.
///
/// @param name for people; the key when none is given
/// @param cap of the totals of units
/// @param covariateDays how long before its first exposure a unit's own past explains it; 0 for not
/// @param margin of a guardrail: the relative loss that would be borne
/// @param unit of the values, for people: a currency of ISO 4217 as EUR, or any short word
public record Metric(
    String key,
    String name,
    Kind kind,
    Measure measure,
    Window window,
    Optional<Capping> cap,
    int covariateDays,
    double margin,
    Direction direction,
    Role role,
    Optional<String> unit) {
  static final int UNIT_CHARS = 16;
  static final int COVARIATE_DAYS = 14;
  static final int MOST_COVARIATE_DAYS = 90;
  static final int MOST_HOURS = 24 * 365;

  /// What a metric decides: the goal ships, a guardrail stops, a secondary informs.
  public enum Role {
    GOAL,
    GUARDRAIL,
    SECONDARY
  }

  /// What a metric is, as documents spell it.
  public enum Kind {
    PROPORTION,
    MEAN,
    RATIO,
    QUANTILE,
    RETENTION,
    FUNNEL;

    /// Whether it says of each unit yes or no.
    public boolean share() {
      return this == PROPORTION || this == RETENTION || this == FUNNEL;
    }

    boolean capped() {
      return this == MEAN;
    }

    /// Whether a unit's own past says something of its value.
    boolean explained() {
      return this == PROPORTION || this == MEAN || this == RATIO;
    }
  }

  /// An upper limit for the total of a unit.
  public sealed interface Capping {
    /// The quantile of the totals that are not 0, all variants together.
    ///
    /// @param level in (0, 1)
    record Percentile(double level) implements Capping {}

    record Value(double value) implements Capping {}
  }

  /// A metric that experiments name, in which nothing is said of any of them.
  static Metric readShared(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    fields.optionalText("description", Labels.TEXT_CHARS);
    fields.list("tags", 0, Labels.TAGS, Labels::tag);
    fields.absent("role", "in a metric that experiments share: each says what it decides there");
    fields.absent("margin", "in a metric that experiments share: each says what it would bear");
    return read(fields, Optional.of(Role.SECONDARY));
  }

  static Metric read(Object node, String pointer) {
    return read(Fields.of(node, pointer), Optional.empty());
  }

  private static Metric read(Fields fields, Optional<Role> given) {
    String key = fields.key("key");
    Kind kind = fields.oneOf("kind", List.of(Kind.values()), Metric::word);
    Metric metric =
        new Metric(
            key,
            fields.optionalText("name", Labels.NAME_CHARS).orElse(key),
            kind,
            MeasureFields.read(kind, fields),
            window(kind, fields),
            kind.capped() ? fields.optional("cap", Metric::cap) : Optional.empty(),
            covariateDays(kind, fields),
            fields.optionalNumber("margin", 0, 1).orElse(Guardrail.DEFAULT_MARGIN),
            fields.oneOf("direction", List.of(Direction.values()), Metric::word),
            given.orElseGet(() -> fields.oneOf("role", List.of(Role.values()), Metric::word)),
            fields.optionalText("unit", UNIT_CHARS));
    fields.end();
    metric.unit.ifPresent(unit -> metric.requireUnit(unit, fields));
    return metric;
  }

  private static int covariateDays(Kind kind, Fields fields) {
    return kind.explained()
        ? (int)
            fields.optionalInteger("covariateDays", 0, MOST_COVARIATE_DAYS).orElse(COVARIATE_DAYS)
        : 0;
  }

  private static Window window(Kind kind, Fields fields) {
    if (kind == Kind.RETENTION) {
      return Window.ALL;
    }
    OptionalLong delay = fields.optionalInteger("delayHours", 0, MOST_HOURS);
    OptionalLong length = fields.optionalInteger("windowHours", 1, MOST_HOURS);
    return new Window(
        Duration.ofHours(delay.orElse(0)),
        length.isPresent() ? Optional.of(Duration.ofHours(length.getAsLong())) : Optional.empty());
  }

  private static Capping cap(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    OptionalDouble value = fields.optionalNumber("value", 0, MeasureFields.LARGEST_VALUE);
    OptionalDouble percentile = fields.optionalNumber("percentile", 0.5, 0.9999);
    fields.end();
    if (value.isPresent() && percentile.isPresent()) {
      throw fields.wrong("value", value.orElse(0), "must be absent beside percentile");
    }
    if (value.isPresent()) {
      return new Capping.Value(value.orElse(0));
    }
    return new Capping.Percentile(percentile.orElseThrow(() -> fields.missing("percentile")));
  }

  private void requireUnit(String unit, Fields fields) {
    if (kind.share()) {
      throw fields.wrong(
          "unit", unit, "must be absent: a %s is a percentage".formatted(word(kind)));
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
