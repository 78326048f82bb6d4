package dev.rimlight.events.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The statements of one question in their order, with every value written out: what is run is what
/// people can read, and run themselves.
final class Script {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private final Scope scope;
  private final List<String> statements = new ArrayList<>();
  private int tables;

  /// @param known what is asked of a unit's first exposure
  /// @param visits whether it is asked if a unit came before
  Script(Scope scope, Set<Dimension> known, boolean visits) {
    this.scope = scope;
    add(
        "unit",
        Map.of(
            "key", key("events"),
            "experiment", Duck.literal(scope.experiment()),
            "from", literal(scope.from()),
            "until", literal(scope.until()),
            "known", known.stream().map(Script::first).collect(Collectors.joining()),
            "seen_before", visits ? "earlier.earlier_name is not null" : "false",
            "earlier", visits ? filled("earlier", Map.of("event_key", key("events"))) : ""));
  }

  private static String first(Dimension dimension) {
    return ",\n    arg_min(%1$s, \"at\") as %1$s".formatted(column(dimension));
  }

  /// Reads the events that any of the metrics asks for, once.
  ///
  /// @param pastDays of each unit's own past
  /// @param end how long after a unit's first exposure any of them looks, if not until now
  void match(List<Source> sources, int pastDays, Optional<Duration> end) {
    List<String> wanted =
        sources.stream()
            .map(source ->
                "events.kind = %s%s"
                    .formatted(Duck.literal(source.kind().text()), named(source, " and ")))
            .distinct()
            .toList();
    add(
        "matched",
        Map.of(
            "event_key",
            key("events"),
            "sources",
            wanted.isEmpty() ? "false" : String.join("\n    or ", wanted),
            "until",
            literal(scope.until()),
            "filtered",
            sources.stream()
                .flatMap(source -> source.only().keySet().stream())
                .distinct()
                .map(dimension -> ",\n  events." + column(dimension))
                .collect(Collectors.joining()),
            "end",
            end.map(after -> "\n  and events.\"at\" < unit.first_at + " + literal(after))
                .orElse(""),
            "past",
            "interval " + pastDays + " day"));
  }

  private static String named(Source source, String and) {
    return source.name().equals(Source.ANY)
        ? ""
        : and + "events.name = " + Duck.literal(source.name());
  }

  Scope scope() {
    return scope;
  }

  List<String> statements() {
    return List.copyOf(statements);
  }

  /// Appends `<name>.sql` with its places filled.
  void add(String name, Map<String, String> places) {
    statements.add(filled(name, places));
  }

  /// The text of `<name>.sql`; what is put into its places stays as it is, whatever it looks like.
  static String filled(String name, Map<String, String> places) {
    return PLACE
        .matcher(Duck.text(name))
        .replaceAll(place -> {
          String text = places.get(place.group(1));
          if (text == null) {
            throw new IllegalStateException(
                name + ".sql has a place that nothing fills: " + place.group(1));
          }
          return Matcher.quoteReplacement(text);
        });
  }

  /// Makes the table `lately`.
  static String lately(Lately lately) {
    String from = literal(lately.from());
    String until = literal(lately.until());
    return filled(
        "lately",
        Map.of(
            "from",
            from,
            "until",
            until,
            "among",
            lately
                .experiment()
                .map(experiment ->
                    filled(
                        "among",
                        Map.of(
                            "experiment",
                            Duck.literal(experiment),
                            "from",
                            from,
                            "until",
                            until,
                            "variant",
                            lately
                                .variant()
                                .map(name -> " and min(variant) = " + Duck.literal(name))
                                .orElse(""))))
                .orElse(""),
            "only",
            lately
                .route()
                .map(route -> "\n  and events.route = " + Duck.literal(route))
                .orElse("")));
  }

  /// A name that no other table of the script has.
  String table(String stem) {
    return stem + "_" + ++tables;
  }

  private String key(String relation) {
    return scope.byPerson()
        ? "coalesce(%s.person, %s.unit)".formatted(relation, relation)
        : relation + ".unit";
  }

  /// The table of a source's events, each once.
  ///
  /// @param pastDays of each unit's own past
  String counted(Source source, Measure.Amount amount, int pastDays) {
    String table = table("counted");
    boolean latest = source.kind() == Event.Kind.VITAL;
    String order =
        latest ? "(events.\"at\", events.seq, events.journal_seq)" : "events.journal_seq";
    String pick = latest ? "arg_max" : "arg_min";
    String value =
        switch (amount) {
          case VALUE -> "%s(coalesce(events.value, 0), %s)".formatted(pick, order);
          case COUNT -> "1.0";
        };
    add(
        "counted",
        Map.of(
            "table", table,
            "time", "%s(events.\"at\", %s)".formatted(pick, order),
            "amount", value,
            "kind", Duck.literal(source.kind().text()),
            "named", named(source, "\n  and "),
            "past", "interval " + pastDays + " day",
            "filter", filter(source, latest)));
    return table;
  }

  private static String filter(Source source, boolean valued) {
    StringBuilder filter = new StringBuilder(valued ? " and events.value is not null" : "");
    source
        .only()
        .forEach((dimension, values) ->
            filter
                .append("\n  and events.")
                .append(column(dimension))
                .append(" in (")
                .append(String.join(", ", values.stream().sorted().map(Duck::literal).toList()))
                .append(')'));
    source
        .atLeast()
        .ifPresent(value -> filter.append("\n  and events.value >= ").append(number(value)));
    source
        .atMost()
        .ifPresent(value -> filter.append("\n  and events.value <= ").append(number(value)));
    return filter.toString();
  }

  private static String column(Dimension dimension) {
    return switch (dimension) {
      case COUNTRY, DEVICE, BROWSER, ROUTE, CONSENT, COLO ->
          dimension.name().toLowerCase(Locale.ROOT);
      case VISIT, DAY, WEEK ->
          throw new IllegalArgumentException(
              "dimension == " + dimension + ", must be one that an event has itself");
    };
  }

  static String number(double value) {
    return "cast('" + value + "' as double)";
  }

  static String literal(Instant instant) {
    return "make_timestamp_ms(" + instant.toEpochMilli() + ")";
  }

  static String literal(Duration duration) {
    return "to_milliseconds(" + duration.toMillis() + ")";
  }
}
