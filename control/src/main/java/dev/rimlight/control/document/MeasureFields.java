package dev.rimlight.control.document;

import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads how a metric's events become a number: which events, and what is made of them.
final class MeasureFields {
  static final int EVENT_CHARS = 64;
  static final int STEPS = 10;
  static final int LAST_DAY = 365;
  static final int DIMENSION_VALUES = 100;
  private static final Pattern DIMENSION_VALUE = Pattern.compile(".{1,200}");
  static final double LARGEST_VALUE = 1e12;

  private static final List<Event.Kind> KINDS =
      List.of(Event.Kind.CONVERSION, Event.Kind.VITAL, Event.Kind.ERROR);

  /// What an event says of itself; the others are known of a unit's first exposure only.
  private static final List<Dimension> OF_EVENTS =
      List.of(
          Dimension.COUNTRY,
          Dimension.DEVICE,
          Dimension.BROWSER,
          Dimension.ROUTE,
          Dimension.CONSENT,
          Dimension.COLO);

  private MeasureFields() {}

  static Measure read(Metric.Kind kind, Fields fields) {
    return switch (kind) {
      case PROPORTION -> new Measure.Share(source(fields));
      case MEAN -> total(fields);
      case RATIO ->
          new Measure.Ratio(
              total(fields),
              fields
                  .optional("per", MeasureFields::denominator)
                  .orElseThrow(() -> fields.missing("per")));
      case QUANTILE -> new Measure.QuantileOf(source(fields), level(fields));
      case RETENTION ->
          new Measure.Retention(
              source(fields), (int) fields.integer("day", 1, LAST_DAY), style(fields));
      case FUNNEL -> new Measure.Funnel(fields.list("steps", 2, STEPS, MeasureFields::step));
    };
  }

  private static double level(Fields fields) {
    return fields
        .optionalNumber("quantile", 0.001, 0.999)
        .orElseThrow(() -> fields.missing("quantile"));
  }

  private static Measure.Return style(Fields fields) {
    return fields
        .optionalOneOf("return", List.of(Measure.Return.values()), Metric::word)
        .orElse(Measure.Return.EXACT);
  }

  private static Measure.Total denominator(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Measure.Total total = total(fields);
    fields.end();
    return total;
  }

  private static Source step(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    Source source = source(fields);
    fields.end();
    return source;
  }

  private static Measure.Total total(Fields fields) {
    return new Measure.Total(
        source(fields),
        fields
            .optionalOneOf("amount", List.of(Measure.Amount.values()), Metric::word)
            .orElse(Measure.Amount.VALUE));
  }

  private static Source source(Fields fields) {
    String event = fields.text("event", EVENT_CHARS);
    if (event.isBlank()) {
      throw fields.wrong("event", event, "must not be blank");
    }
    OptionalDouble atLeast = fields.optionalNumber("atLeast", -LARGEST_VALUE, LARGEST_VALUE);
    OptionalDouble atMost = fields.optionalNumber("atMost", -LARGEST_VALUE, LARGEST_VALUE);
    if (atLeast.isPresent() && atMost.isPresent() && atLeast.orElse(0) > atMost.orElse(0)) {
      throw fields.wrong("atMost", atMost.orElse(0), "must be >= atLeast == " + atLeast.orElse(0));
    }
    return new Source(
        fields.optionalOneOf("of", KINDS, Metric::word).orElse(Event.Kind.CONVERSION),
        event,
        fields.optional("where", MeasureFields::where).orElse(Map.of()),
        atLeast,
        atMost);
  }

  private static Map<Dimension, Set<String>> where(Object node, String pointer) {
    Fields fields = Fields.of(node, pointer);
    TreeMap<Dimension, Set<String>> only = new TreeMap<>();
    for (Dimension dimension : OF_EVENTS) {
      String name = Metric.word(dimension);
      if (fields.has(name)) {
        only.put(
            dimension,
            new LinkedHashSet<>(fields.list(name, 1, DIMENSION_VALUES, MeasureFields::value)));
      }
      fields.leave(name);
    }
    fields.end();
    return only;
  }

  private static String value(Object node, String pointer) {
    return Fields.matching(node, pointer, DIMENSION_VALUE);
  }
}
