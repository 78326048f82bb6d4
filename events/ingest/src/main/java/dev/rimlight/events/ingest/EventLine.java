package dev.rimlight.events.ingest;

import static dev.rimlight.events.ingest.EventFields.required;

import dev.rimlight.events.warehouse.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door: one line of a batch becomes an [Event] or is rejected, by the rules of
/// `spec/event.schema.json` and in their order. Inside, nobody checks again.
final class EventLine {
  static final Pattern ID = Pattern.compile("^[A-Za-z0-9_.:-]{1,64}$");
  static final Pattern ISOLATE = Pattern.compile("^[A-Za-z0-9_-]{1,32}$");
  static final Pattern COUNTRY = Pattern.compile("^[A-Z]{2}$");
  static final Pattern PAGE = Pattern.compile("^[A-Za-z0-9_-]{1,32}$");
  static final Pattern COLO = Pattern.compile("^[A-Z]{3}$");
  static final Set<String> DEVICES = ordered("desktop", "mobile", "tablet", "other");
  static final Set<String> SOURCES = ordered("edge", "client", "server");
  static final Set<String> NAVIGATIONS =
      ordered(
          "navigate",
          "reload",
          "back-forward",
          "back-forward-cache",
          "prerender",
          "restore",
          "soft-navigation");
  static final Set<String> CACHES = ordered("hit", "miss", "stale", "bypass");
  static final Set<String> CONSENTS = ordered("functional", "analytics", "personalization");

  static final Set<String> BROWSERS =
      ordered("chrome", "safari", "firefox", "edge", "samsung", "opera", "other");
  static final Set<String> KINDS =
      ordered(Arrays.stream(Event.Kind.values()).map(Event.Kind::text).toArray(String[]::new));
  static final Set<String> FIELDS =
      ordered(
          "id",
          "kind",
          "at",
          "unit",
          "isolate",
          "seq",
          "experiment",
          "variant",
          "revision",
          "name",
          "value",
          "route",
          "country",
          "device",
          "bot",
          "source",
          "applied",
          "weight",
          "navigation",
          "page",
          "cache",
          "colo",
          "degraded",
          "consent",
          "subject",
          "person",
          "browser");

  /// 2020-01-01 and 2100-01-01, UTC.
  static final long EARLIEST_AT = 1_577_836_800_000L;

  static final long LATEST_AT = 4_102_444_800_000L;

  /// The largest integer that JavaScript counts to without gaps.
  static final long HIGHEST_SEQ = 9_007_199_254_740_991L;

  static final int LONGEST_UNIT = 128;
  static final int LONGEST_NAME = 64;
  static final int LONGEST_SUBJECT = 200;
  static final int LONGEST_PERSON = 128;
  static final double LOWEST_WEIGHT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Lines of the journal were looked through for repeated names when they came.
  private static final JsonMapper TRUSTED_JSON = JsonMapper.shared();

  private EventLine() {}

  static Line parse(int number, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JacksonException e) {
      String reason = "line is not JSON: " + e.getOriginalMessage();
      return new Line.Rejected(number, reason, Optional.empty(), text);
    }
    EventFields fields = new EventFields(json);
    try {
      fields.onlyKnown(FIELDS);
      return new Line.Valid(event(fields), text);
    } catch (InvalidEvent e) {
      return new Line.Rejected(number, String.valueOf(e.getMessage()), origin(fields), text);
    }
  }

  /// An event that came through the door before.
  static Event trusted(String text) {
    try {
      return event(new EventFields(TRUSTED_JSON.readTree(text)));
    } catch (InvalidEvent | JacksonException e) {
      throw new IllegalStateException("journal holds a line that breaks the schema: " + text, e);
    }
  }

  private static Event event(EventFields fields) throws InvalidEvent {
    if (!fields.object().isObject()) {
      throw new InvalidEvent("line is not a JSON object");
    }
    String id = required("id", fields.matching("id", ID));
    Event.Kind kind = kind(required("kind", fields.oneOf("kind", KINDS)));
    long at = required("at", fields.whole("at", EARLIEST_AT, LATEST_AT));
    String unit = required("unit", fields.text("unit", 1, LONGEST_UNIT));
    String isolate = required("isolate", fields.matching("isolate", ISOLATE));
    long seq = required("seq", fields.whole("seq", 0, HIGHEST_SEQ));
    Event event =
        new Event(
            id,
            kind,
            Instant.ofEpochMilli(at),
            unit,
            isolate,
            seq,
            fields.text("experiment", 0, LONGEST_NAME),
            fields.text("variant", 0, LONGEST_NAME),
            fields.whole("revision", 0, Long.MAX_VALUE),
            fields.text("name", 1, LONGEST_NAME),
            fields.number("value"),
            fields.text("route", 0, LONGEST_NAME),
            fields.matching("country", COUNTRY),
            fields.oneOf("device", DEVICES),
            fields.bool("bot"),
            fields.oneOf("source", SOURCES),
            circumstances(fields));
    requireOfKind(event);
    return event;
  }

  private static Event.Circumstances circumstances(EventFields fields) throws InvalidEvent {
    return new Event.Circumstances(
        fields.bool("applied"),
        fields.numberFrom("weight", LOWEST_WEIGHT),
        fields.oneOf("navigation", NAVIGATIONS),
        fields.matching("page", PAGE),
        fields.oneOf("cache", CACHES),
        fields.matching("colo", COLO),
        fields.text("degraded", 1, LONGEST_NAME),
        fields.oneOf("consent", CONSENTS),
        fields.text("subject", 1, LONGEST_SUBJECT),
        fields.text("person", 1, LONGEST_PERSON),
        fields.oneOf("browser", BROWSERS));
  }

  private static void requireOfKind(Event event) throws InvalidEvent {
    switch (event.kind()) {
      case EXPOSURE, ASSIGNMENT -> {
        required("experiment", event.experiment(), event.kind().text());
        required("variant", event.variant(), event.kind().text());
      }
      case CONVERSION, VITAL, ERROR, EDGE, AUDIT ->
          required("name", event.name(), event.kind().text());
    }
  }

  private static Event.Kind kind(String text) {
    return Event.Kind.of(text).orElseThrow();
  }

  /// Where a rejected line came from, if it says so.
  private static Optional<Origin> origin(EventFields fields) {
    if (!fields.object().isObject()) {
      return Optional.empty();
    }
    try {
      @Nullable String isolate = fields.matching("isolate", ISOLATE);
      @Nullable Long seq = fields.whole("seq", 0, HIGHEST_SEQ);
      return isolate == null || seq == null
          ? Optional.empty()
          : Optional.of(new Origin(isolate, seq));
    } catch (InvalidEvent _) {
      return Optional.empty(); // the origin itself is what is wrong
    }
  }

  private static Set<String> ordered(String... values) {
    return List.of(values).stream()
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }
}
