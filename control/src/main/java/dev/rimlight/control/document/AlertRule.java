package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A rule that somebody wrote: a number about the last minutes, and from where on it is told of.
///
/// @param name of the vital or the event, for measures that need one
/// @param forSeconds how long it has to hold before anybody is told
/// @param minutes of the window that is measured; 0 for what is measured at one moment
/// @param leastSeen with fewer seen than this a share or a vital is not judged
/// @param experiment only of units that saw one variant of it
/// @param variant only of units that saw this one
/// @param route only of events on its pages
public record AlertRule(
    String key,
    Measured measure,
    Optional<String> name,
    Bound bound,
    int forSeconds,
    boolean critical,
    int minutes,
    long leastSeen,
    Optional<String> experiment,
    Optional<String> variant,
    Optional<String> route) {
  /// Of one environment.
  public static final int MOST = 50;

  static final int MOST_SECONDS = 86_400;
  static final int MOST_MINUTES = 1_440;
  static final int DEFAULT_SECONDS = 60;
  static final int DEFAULT_MINUTES = 10;
  static final long MOST_SEEN = 1_000_000_000;
  private static final List<String> VITALS = List.of("LCP", "INP", "CLS", "TTFB");

  /// What is measured, as rules spell it.
  public enum Measured {
    ERROR_SHARE(1, true, true),
    VITAL(600_000, true, true),
    TRAFFIC(1e9, true, false),
    TRAFFIC_SHARE(1_000, true, true),
    CONVERSIONS(1e9, true, false),
    DEGRADED_SHARE(1, true, true),
    LOSS_RATE(1, false, true),
    INGEST_LAG(1e9, false, false),
    REVISION_LAG(1e9, false, false);

    private final double highest;
    private final boolean ofEvents;
    private final boolean needsSome;

    Measured(double highest, boolean ofEvents, boolean needsSome) {
      this.highest = highest;
      this.ofEvents = ofEvents;
      this.needsSome = needsSome;
    }

    /// Whether it is measured over a window.
    public boolean windowed() {
      return ofEvents || this == LOSS_RATE;
    }

    /// Whether it is a part of something.
    public boolean share() {
      return this == ERROR_SHARE
          || this == TRAFFIC_SHARE
          || this == DEGRADED_SHARE
          || this == LOSS_RATE;
    }
  }

  /// From where on a number is told of.
  public sealed interface Bound {
    boolean holds(double measured);

    double at();

    /// So much or more.
    record AtLeast(double at) implements Bound {
      @Override
      public boolean holds(double measured) {
        return measured >= at;
      }
    }

    /// So much or less.
    record AtMost(double at) implements Bound {
      @Override
      public boolean holds(double measured) {
        return measured <= at;
      }
    }
  }

  /// One that was read before.
  public static AlertRule readStored(String json) {
    return read(Json.readStored(json));
  }

  public static AlertRule read(Map<String, ?> document) {
    Fields fields = new Fields(document, "");
    String key = fields.key("key");
    Measured measure = fields.oneOf("measure", List.of(Measured.values()), Metric::word);
    AlertRule rule =
        new AlertRule(
            key,
            measure,
            name(measure, fields),
            bound(measure, fields),
            (int) fields.optionalInteger("forSeconds", 0, MOST_SECONDS).orElse(DEFAULT_SECONDS),
            fields
                .optionalOneOf("severity", List.of(Severity.values()), Metric::word)
                .filter(Severity.CRITICAL::equals)
                .isPresent(),
            minutes(measure, fields),
            leastSeen(measure, fields),
            of("experiment", measure, fields),
            of("variant", measure, fields),
            of("route", measure, fields));
    fields.end();
    if (rule.variant.isPresent() && rule.experiment.isEmpty()) {
      throw fields.missing("experiment");
    }
    return rule;
  }

  private enum Severity {
    WARNING,
    CRITICAL
  }

  private static Optional<String> name(Measured measure, Fields fields) {
    return switch (measure) {
      case VITAL -> {
        String vital = fields.text("name", Fields.KEY_CHARS);
        if (!VITALS.contains(vital)) {
          throw fields.wrong("name", vital, "must be one of " + String.join(", ", VITALS));
        }
        yield Optional.of(vital);
      }
      case CONVERSIONS -> {
        String event = fields.text("name", Fields.KEY_CHARS);
        if (event.isBlank()) {
          throw fields.wrong("name", event, "must not be blank");
        }
        yield Optional.of(event);
      }
      case ERROR_SHARE,
          TRAFFIC,
          TRAFFIC_SHARE,
          DEGRADED_SHARE,
          LOSS_RATE,
          INGEST_LAG,
          REVISION_LAG -> {
        fields.absent("name", beside(measure));
        yield Optional.empty();
      }
    };
  }

  private static Bound bound(Measured measure, Fields fields) {
    OptionalDouble atLeast = fields.optionalNumber("atLeast", 0, measure.highest);
    OptionalDouble atMost = fields.optionalNumber("atMost", 0, measure.highest);
    if (atLeast.isPresent() == atMost.isPresent()) {
      throw atLeast.isPresent()
          ? fields.wrong("atMost", atMost.orElse(0), "must be absent beside atLeast")
          : new InvalidDefinition(
              "missing_field",
              fields.pointer("atLeast"),
              "one of atLeast and atMost must be given");
    }
    if (atLeast.isPresent() && atLeast.orElse(0) == 0) {
      throw fields.wrong("atLeast", 0, "must be > 0: it would always hold");
    }
    return atLeast.isPresent()
        ? new Bound.AtLeast(atLeast.orElse(0))
        : new Bound.AtMost(atMost.orElse(0));
  }

  private static int minutes(Measured measure, Fields fields) {
    if (measure.windowed()) {
      return (int) fields.optionalInteger("minutes", 1, MOST_MINUTES).orElse(DEFAULT_MINUTES);
    }
    fields.absent("minutes", beside(measure));
    return 0;
  }

  private static long leastSeen(Measured measure, Fields fields) {
    if (measure.needsSome) {
      return fields.optionalInteger("leastSeen", 1, MOST_SEEN).orElse(1);
    }
    fields.absent("leastSeen", beside(measure));
    return 0;
  }

  private static Optional<String> of(String name, Measured measure, Fields fields) {
    if (measure.ofEvents) {
      return fields.has(name) ? Optional.of(fields.key(name)) : Optional.empty();
    }
    fields.absent(name, beside(measure));
    return Optional.empty();
  }

  private static String beside(Measured measure) {
    return "beside measure " + Metric.word(measure);
  }

  /// As it is written, with what was left out.
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("key", key);
    tree.put("measure", Metric.word(measure));
    name.ifPresent(given -> tree.put("name", given));
    switch (bound) {
      case Bound.AtLeast(double at) -> tree.put("atLeast", at);
      case Bound.AtMost(double at) -> tree.put("atMost", at);
    }
    tree.put("forSeconds", forSeconds);
    tree.put("severity", Metric.word(critical ? Severity.CRITICAL : Severity.WARNING));
    if (measure.windowed()) {
      tree.put("minutes", minutes);
    }
    if (measure.needsSome) {
      tree.put("leastSeen", leastSeen);
    }
    experiment.ifPresent(given -> tree.put("experiment", given));
    variant.ifPresent(given -> tree.put("variant", given));
    route.ifPresent(given -> tree.put("route", given));
    return tree;
  }
}
