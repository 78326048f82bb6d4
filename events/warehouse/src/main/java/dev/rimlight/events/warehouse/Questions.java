package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One experiment's samples: the statements, and what their answers come to.
final class Questions {
  /// Values of a dimension that are told apart.
  static final int MOST_PARTS = 20;

  private static final String WHOLE = "''";

  /// The dimensions that are columns of events.
  private static final Set<Dimension> EVENT_COLUMNS =
      EnumSet.of(
          Dimension.COUNTRY,
          Dimension.DEVICE,
          Dimension.BROWSER,
          Dimension.ROUTE,
          Dimension.CONSENT,
          Dimension.COLO);

  private final Script script;
  private final String part;
  private final Map<SampleQuestion, Sampling> samplings = new LinkedHashMap<>();
  private final Map<SampleQuestion, Sampling.Reading> readings = new LinkedHashMap<>();

  /// @param known what is asked of units beside the metrics
  private Questions(
      Scope scope,
      List<SampleQuestion> metrics,
      Optional<Dimension> dimension,
      Set<Dimension> known) {
    this.script =
        new Script(
            scope,
            known.stream()
                .filter(EVENT_COLUMNS::contains)
                .collect(Collectors.toCollection(TreeSet::new)),
            known.contains(Dimension.VISIT)
                || metrics.stream().anyMatch(metric -> metric.covariateDays() > 0));
    dimension.ifPresent(cut ->
        script.add(
            "part_of_unit", Map.of("dimension", column(cut), "most", String.valueOf(MOST_PARTS))));
    this.part =
        dimension.isPresent()
            ? "(select part_of_unit.part from part_of_unit where part_of_unit.unit = unit.unit)"
            : WHOLE;
    script.match(
        metrics.stream().flatMap(metric -> sources(metric.measure()).stream()).toList(),
        metrics.stream().mapToInt(SampleQuestion::covariateDays).max().orElse(0),
        end(metrics));
    for (SampleQuestion metric : metrics) {
      Sampling sampling = new Sampling(script, metric);
      samplings.put(metric, sampling);
      readings.put(metric, sampling.write());
    }
  }

  static Questions ofWhole(Scope scope, List<SampleQuestion> metrics) {
    return new Questions(scope, metrics, Optional.empty(), Set.of());
  }

  static Questions ofParts(Scope scope, List<SampleQuestion> metrics, Dimension dimension) {
    return new Questions(scope, metrics, Optional.of(dimension), Set.of(dimension));
  }

  /// For [#table].
  static Questions ofUnits(Scope scope, List<SampleQuestion> metrics) {
    return new Questions(scope, metrics, Optional.empty(), EnumSet.allOf(Dimension.class));
  }

  /// The latest that any metric looks at, unless one looks at everything until now.
  private static Optional<Duration> end(List<SampleQuestion> metrics) {
    List<Optional<Duration>> ends = metrics.stream().map(Questions::end).toList();
    return ends.stream().allMatch(Optional::isPresent)
        ? ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  private static Optional<Duration> end(SampleQuestion metric) {
    return switch (metric.measure()) {
      case Measure.Share _,
          Measure.Total _,
          Measure.Ratio _,
          Measure.QuantileOf _,
          Measure.Funnel _ ->
          metric.window().length().map(metric.window().delay()::plus);
      case Measure.Retention(_, int day, Measure.Return style) ->
          style == Measure.Return.UNBOUNDED
              ? Optional.empty()
              : Optional.of(Duration.ofDays(day + 1L));
    };
  }

  private static List<Source> sources(Measure measure) {
    return switch (measure) {
      case Measure.Share(Source source) -> List.of(source);
      case Measure.Total(Source source, _) -> List.of(source);
      case Measure.Ratio(Measure.Total numerator, Measure.Total denominator) ->
          List.of(numerator.source(), denominator.source());
      case Measure.QuantileOf(Source source, _) -> List.of(source);
      case Measure.Retention(Source source, _, _) -> List.of(source);
      case Measure.Funnel(List<Source> steps) -> steps;
    };
  }

  private static String column(Dimension dimension) {
    return switch (dimension) {
      case COUNTRY, DEVICE, BROWSER, ROUTE, CONSENT, COLO ->
          "unit." + dimension.name().toLowerCase(Locale.ROOT);
      case VISIT -> "case when unit.seen_before then 'returning' else 'new' end";
      case DAY -> "strftime(unit.first_at, '%Y-%m-%d')";
      case WEEK -> "strftime(date_trunc('week', unit.first_at), '%Y-%m-%d')";
    };
  }

  /// All that is run for one metric, in its order.
  String sql(SampleQuestion metric) {
    List<String> all = new ArrayList<>(script.statements());
    Sampling sampling = samplings.get(metric);
    if (sampling != null
        && readings.get(metric) instanceof Sampling.Reading.OfTotals totals
        && totals.sparse()) {
      all.add(sampling.base(part));
    }
    all.addAll(asked(metric));
    return String.join(";\n\n", all.stream().map(String::strip).toList()) + ";\n";
  }

  private List<String> asked(SampleQuestion metric) {
    Sampling sampling = samplings.get(metric);
    Sampling.Reading reading = readings.get(metric);
    if (sampling == null || reading == null) {
      throw new IllegalArgumentException("metric == " + metric + ", must be of the question");
    }
    return sampling.ask(reading, part);
  }

  private record PartUnits(
      String part, Optional<String> variant, long units, Instant first, Instant last) {
    static PartUnits of(ResultSet row) throws SQLException {
      return new PartUnits(
          row.getString("part"),
          Optional.ofNullable(row.getString("only_variant")),
          row.getLong("units"),
          Instant.ofEpochMilli(row.getLong("first_exposure")),
          Instant.ofEpochMilli(row.getLong("last_exposure")));
    }
  }

  /// By part; one with an empty name when the question is of the whole.
  Map<String, Samples> answer(Reading reading) throws SQLException {
    run(reading);
    Map<String, Answering> parts = new TreeMap<>();
    for (PartUnits row : reading.run(Script.filled("parts", Map.of("part", part)), PartUnits::of)) {
      parts.computeIfAbsent(row.part, _ -> new Answering()).count(row);
    }
    Map<String, Sampled.Base> bases = new HashMap<>();
    for (Map.Entry<SampleQuestion, Sampling.Reading> metric : readings.entrySet()) {
      List<String> asked = asked(metric.getKey());
      Sampled.Base base = base(metric, bases, reading);
      Sampled.Answer answer =
          Sampled.read(metric.getValue(), metric.getKey(), asked.getFirst(), base, reading::run);
      Optional<Sampled.Answer> uncapped =
          asked.size() > 1
              ? Optional.of(
                  Sampled.read(
                      metric.getValue(), metric.getKey(), asked.getLast(), base, reading::run))
              : Optional.empty();
      parts.forEach((name, each) -> each.add(metric.getKey().metric(), name, answer, uncapped));
    }
    Map<String, Samples> answered = new TreeMap<>();
    parts.forEach((name, each) -> answered.put(name, each.samples()));
    return answered;
  }

  /// Metrics of one window have the same units.
  private Sampled.Base base(
      Map.Entry<SampleQuestion, Sampling.Reading> metric,
      Map<String, Sampled.Base> known,
      Reading reading)
      throws SQLException {
    Sampling sampling = samplings.get(metric.getKey());
    if (sampling == null
        || !(metric.getValue() instanceof Sampling.Reading.OfTotals totals)
        || !totals.sparse()) {
      return Sampled.Base.NONE;
    }
    String sql = sampling.base(part);
    Sampled.Base base = known.get(sql);
    if (base == null) {
      base = Sampled.Base.of(reading.run(sql, Sampled.Base::row));
      known.put(sql, base);
    }
    return base;
  }

  private void run(Reading reading) throws SQLException {
    for (String statement : script.statements()) {
      reading.run(statement);
    }
  }

  /// The unit table of the export: a column per metric.
  String table(Reading reading) throws SQLException {
    run(reading);
    StringBuilder columns = new StringBuilder();
    StringBuilder joins = new StringBuilder();
    for (Map.Entry<SampleQuestion, Sampling.Reading> metric : readings.entrySet()) {
      String name = metric.getKey().metric();
      switch (metric.getValue()) {
        case Sampling.Reading.OfTotals(String totals, _, _) ->
            column(columns, joins, totals, name, "");
        case Sampling.Reading.OfRatio(String numerator, String denominator) -> {
          column(columns, joins, numerator, name, ".numerator");
          column(columns, joins, denominator, name, ".denominator");
        }
        // Its values are of events, not of units.
        case Sampling.Reading.OfQuantile _ -> {}
      }
    }
    return Script.filled("table", Map.of("columns", columns.toString(), "joins", joins.toString()));
  }

  private static void column(
      StringBuilder columns, StringBuilder joins, String table, String metric, String suffix) {
    String quoted = "\"" + (metric + suffix).replace("\"", "\"\"") + "\"";
    columns.append(",\n  ").append(table).append(".y as ").append(quoted);
    joins
        .append("\nleft join ")
        .append(table)
        .append(" on ")
        .append(table)
        .append(".unit = unit.unit");
  }

  /// One part while its answers come in.
  private static final class Answering {
    private final Map<String, Long> units = new TreeMap<>();
    private final Map<String, Instant> first = new TreeMap<>();
    private final Map<String, Instant> last = new TreeMap<>();
    private final Map<String, Map<String, Sample>> metrics = new TreeMap<>();
    private final Map<String, Map<String, Sample>> uncapped = new TreeMap<>();
    private final Map<String, Double> shareCapped = new TreeMap<>();
    private long crossover;

    void count(PartUnits row) {
      if (row.variant.isEmpty()) {
        crossover = row.units;
        return;
      }
      units.put(row.variant.get(), row.units);
      first.put(row.variant.get(), row.first);
      last.put(row.variant.get(), row.last);
    }

    void add(String metric, String part, Sampled.Answer answer, Optional<Sampled.Answer> before) {
      metrics.put(metric, answer.samples().getOrDefault(part, Map.of()));
      before.ifPresent(found -> {
        uncapped.put(metric, found.samples().getOrDefault(part, Map.of()));
        shareCapped.put(metric, answer.shareCut().getOrDefault(part, 0.0));
      });
    }

    Samples samples() {
      return new Samples(units, crossover, first, last, metrics, uncapped, shareCapped);
    }
  }
}
