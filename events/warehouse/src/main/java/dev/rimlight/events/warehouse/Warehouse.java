package dev.rimlight.events.warehouse;

import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/// Answers questions about the events of one environment. Any number of threads may ask at once;
/// each question sees the files that are there when it is asked.
public final class Warehouse implements AutoCloseable {
  /// A listed file may have been merged and deleted before it was read; then the question is asked
  /// again. Merges are seconds apart, so the second attempt all but always finds what it listed.
  private static final int ATTEMPTS = 5;

  private final Layout layout;
  private final DuckDBConnection duck;

  private Warehouse(Layout layout, DuckDBConnection duck) {
    this.layout = layout;
    this.duck = duck;
  }

  /// The folder need not exist yet: without events every answer is empty.
  public static Warehouse open(Path folder, String environment) {
    try {
      return new Warehouse(new Layout(folder, environment), Duck.open());
    } catch (SQLException e) {
      throw new WarehouseFailure("open " + folder, e);
    }
  }

  /// First exposure per unit; units that crossed over and bots are out; conversions count from the
  /// first exposure on.
  public ExperimentMoments moments(ExperimentQuestion question) {
    return ask(day(question.from()), reading -> moments(reading, question))
        .orElse(ExperimentMoments.NOTHING_SEEN);
  }

  /// What an experiment's units did, for any kind of metric.
  public Samples samples(Scope scope, List<SampleQuestion> metrics) {
    Questions questions = Questions.ofWhole(scope, metrics);
    return ask(LocalDate.MIN, questions::answer)
        .map(parts -> parts.getOrDefault("", Samples.NONE))
        .orElse(Samples.NONE);
  }

  /// The same, cut into the values of a dimension: the largest, the rest as `other`, and `unknown`.
  public Map<String, Samples> slices(
      Scope scope, List<SampleQuestion> metrics, Dimension dimension) {
    Questions questions = Questions.ofParts(scope, metrics, dimension);
    return ask(LocalDate.MIN, questions::answer).orElse(Map.of());
  }

  /// What is run to answer [#samples] for one metric: DuckDB's SQL, to be run over the same files.
  public String sql(Scope scope, SampleQuestion metric) {
    Questions questions = Questions.ofWhole(scope, List.of(metric));
    String files = Duck.literal(layout.root().resolve("*/*.parquet").toString());
    return Duck.text("part").strip()
        + """
        ;

        create temp view events as (select * from part) union all by name
        select * from read_parquet(%s, hive_partitioning = false, union_by_name = true);

        """
            .formatted(files)
        + questions.sql(metric);
  }

  /// A file's form.
  public enum Format {
    CSV,
    PARQUET
  }

  /// Writes one row per unit of an experiment, with a column for each metric.
  ///
  /// @return whether there was anything to write
  public boolean export(Scope scope, List<SampleQuestion> metrics, Format format, Path file) {
    Questions questions = Questions.ofUnits(scope, metrics);
    return ask(
            LocalDate.MIN,
            reading -> {
              String options =
                  switch (format) {
                    case CSV -> "format csv, header";
                    case PARQUET -> "format parquet, compression zstd";
                  };
              reading.run(
                  "copy (%s) to %s (%s)"
                      .formatted(questions.table(reading), Duck.literal(file), options));
              return true;
            })
        .orElse(false);
  }

  /// How the moments came to be what they are: as of each step in which something was counted, over
  /// the units that have not crossed over until now. The last step may not be over yet.
  public List<MomentsAsOf> history(HistoryQuestion question) {
    return ask(day(question.experiment().from()), reading -> History.read(reading, question))
        .orElse(List.of());
  }

  /// Web vitals of an experiment's units from their first exposure on, by name and variant.
  public List<VitalSummary> vitals(String experiment, Instant from) {
    return ask(
            day(from),
            reading -> {
              reading.expose(experiment, from);
              return reading.rows("vitals", Warehouse::vital);
            })
        .orElse(List.of());
  }

  /// Units that were seen since then, a fair sample when there are more than `most`.
  public List<KnownVisitor> visitors(Instant since, int most) {
    String question =
        Script.filled(
            "visitors", Map.of("since", Script.literal(since), "most", String.valueOf(most)));
    return ask(day(since), reading -> reading.run(question, Warehouse::visitor)).orElse(List.of());
  }

  /// Who was here since then, and what one event came to per unit.
  public Traffic traffic(String event, Instant since) {
    String question =
        Script.filled(
            "traffic", Map.of("since", Script.literal(since), "event", Duck.literal(event)));
    return ask(day(since), reading -> reading.run(question, Warehouse::traffic).getFirst())
        .orElse(Traffic.NONE);
  }

  /// How many units were seen in a window.
  public double seen(Lately lately) {
    return askLately(lately, "lately_seen", Map.of(), row -> row.getDouble("units")).orElse(0.0);
  }

  /// How many units were seen in a window, and of them those with an error.
  public Portion failed(Lately lately) {
    return askLately(
            lately,
            "lately_failed",
            Map.of(),
            row -> new Portion(row.getDouble("units"), row.getDouble("failed")))
        .orElse(Portion.NONE);
  }

  /// How many units have a conversion of this name in a window.
  public long converted(Lately lately, String event) {
    return askLately(
            lately,
            "lately_converted",
            Map.of("event", Duck.literal(event)),
            row -> row.getLong("units"))
        .orElse(0L);
  }

  /// How slow a web vital was in a window.
  public Slowest slowest(Lately lately, String vital) {
    return askLately(
            lately,
            "lately_vital",
            Map.of("vital", Duck.literal(vital)),
            row -> new Slowest(row.getLong("measurements"), row.getDouble("p75")))
        .orElse(Slowest.NONE);
  }

  /// How many events the edge told in a window, and of them those that say what was away.
  public Portion degraded(Lately lately) {
    return askLately(
            lately,
            "lately_degraded",
            Map.of(),
            row -> new Portion(row.getDouble("events"), row.getDouble("degraded")))
        .orElse(Portion.NONE);
  }

  private <A> Optional<A> askLately(
      Lately lately, String question, Map<String, String> places, Reading.Row<A> reader) {
    return ask(
        day(lately.from()),
        reading -> {
          reading.run(Script.lately(lately));
          return reading.run(Script.filled(question, places), reader).getFirst();
        });
  }

  private static Traffic traffic(ResultSet row) throws SQLException {
    return new Traffic(
        row.getLong("units"),
        row.getLong("converted"),
        row.getDouble("mean"),
        row.getDouble("spread"),
        Instant.ofEpochMilli(row.getLong("first_at")));
  }

  private static KnownVisitor visitor(ResultSet row) throws SQLException {
    return new KnownVisitor(
        row.getString("unit"),
        Optional.ofNullable(row.getString("country")),
        Optional.ofNullable(row.getString("device")),
        Optional.ofNullable(row.getString("browser")),
        Optional.ofNullable(row.getString("consent")),
        Optional.ofNullable(row.getString("colo")),
        Optional.ofNullable(row.getString("person")));
  }

  public EventCounts counts() {
    return ask(LocalDate.MIN, Warehouse::counts).orElse(EventCounts.NONE);
  }

  private interface Question<A> {
    A ask(Reading reading) throws SQLException;
  }

  private <A> Optional<A> ask(LocalDate since, Question<A> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Part> parts = layout.currentParts(since);
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        try (Reading reading = Reading.of(duck, parts)) {
          return Optional.of(question.ask(reading));
        }
      } catch (IOException | SQLException e) {
        if (attempt == ATTEMPTS) {
          throw new WarehouseFailure("read " + layout.root(), e);
        }
      }
    }
  }

  private static ExperimentMoments moments(Reading reading, ExperimentQuestion question)
      throws SQLException {
    reading.expose(question.experiment(), question.from());
    reading.ask(question.metrics());
    Map<String, Map<String, Moments>> converted = new HashMap<>();
    for (Converted row : reading.rows("totals", Warehouse::converted)) {
      converted.computeIfAbsent(row.variant, _ -> new HashMap<>()).put(row.metric, row.moments);
    }
    TreeMap<String, VariantMoments> variants = new TreeMap<>();
    long crossoverUnits = 0;
    for (Seen seen : reading.rows("units", Warehouse::seen)) {
      if (seen.variant.isEmpty()) {
        crossoverUnits = seen.units;
      } else {
        String variant = seen.variant.get();
        Map<String, Moments> ofVariant = converted.getOrDefault(variant, Map.of());
        variants.put(variant, seen.with(question.metrics(), ofVariant));
      }
    }
    return new ExperimentMoments(variants, crossoverUnits);
  }

  /// The units of a variant that converted.
  private record Converted(String variant, String metric, Moments moments) {}

  private static Converted converted(ResultSet row) throws SQLException {
    Moments moments =
        new Moments(
            row.getLong("units"),
            row.getDouble("mean"),
            row.getDouble("m2"),
            row.getLong("non_zero"));
    return new Converted(row.getString("only_variant"), row.getString("metric"), moments);
  }

  private record Seen(Optional<String> variant, long units, Instant first, Instant last) {

    VariantMoments with(List<MetricQuestion> metrics, Map<String, Moments> converted) {
      Map<String, Moments> all = new HashMap<>();
      for (MetricQuestion metric : metrics) {
        Moments some = converted.getOrDefault(metric.metric(), Moments.EMPTY);
        all.put(metric.metric(), ofAll(metric.kind(), some));
      }
      return new VariantMoments(units, first, last, all);
    }

    /// Units that did not convert have value 0.
    private Moments ofAll(Kind kind, Moments converted) {
      return switch (kind) {
        case PROPORTION -> Moments.ofProportion(units, converted.units());
        case MEAN -> converted.plus(new Moments(units - converted.units(), 0, 0, 0));
      };
    }
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        Optional.ofNullable(row.getString("only_variant")),
        row.getLong("units"),
        Instant.ofEpochMilli(row.getLong("first_exposure")),
        Instant.ofEpochMilli(row.getLong("last_exposure")));
  }

  private static VitalSummary vital(ResultSet row) throws SQLException {
    return new VitalSummary(
        row.getString("name"),
        row.getString("only_variant"),
        row.getLong("measurements"),
        row.getDouble("p50"),
        row.getDouble("p75"),
        row.getDouble("p95"));
  }

  private static EventCounts counts(Reading reading) throws SQLException {
    Map<Event.Kind, Long> rowsByKind = new EnumMap<>(Event.Kind.class);
    EventCounts all = EventCounts.NONE;
    for (Stored stored : reading.rows("counts", Warehouse::stored)) {
      if (stored.kind.isEmpty()) {
        all = new EventCounts(rowsByKind, stored.rows, stored.distinctIds);
      } else {
        rowsByKind.put(Event.Kind.of(stored.kind.get()).orElseThrow(), stored.rows);
      }
    }
    return all;
  }

  private record Stored(Optional<String> kind, long rows, long distinctIds) {}

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        Optional.ofNullable(row.getString("kind")),
        row.getLong("stored"),
        row.getLong("distinct_ids"));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  @Override
  public void close() {
    try {
      duck.close();
    } catch (SQLException e) {
      throw new WarehouseFailure("close", e);
    }
  }
}
