package dev.rimlight.bench;

import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.SampleQuestion;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.Scope;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.Warehouse;
import dev.rimlight.events.warehouse.Window;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The warehouse's moments beside the same question written by hand for bare DuckDB, over the same
/// Parquet, one after the other: three variants, a 7-day window, the 14 days before as a covariate.
final class MomentsSpeed {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-29T00:00:00Z");

  private MomentsSpeed() {}

  public static void main(String[] arguments) throws Exception {
    long exposures = Long.parseLong(arguments[0]);
    long events = Long.parseLong(arguments[1]);
    int metrics = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Path folder = Files.createTempDirectory("rimlight-moments");
    try {
      generate(folder, exposures, events, metrics);
      System.out.println(compare(folder, metrics, rounds));
    } finally {
      delete(folder);
    }
  }

  /// Events of 28 days, units with three exposures and three events each on average.
  private static void generate(Path folder, long exposures, long events, int metrics)
      throws SQLException, IOException {
    long units = exposures / 3;
    long millis = Duration.between(START, UNTIL).toMillis();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          create table made as
          select
            'x' || range as event_id, 'exposure' as kind,
            make_timestamp_ms(%1$d + cast(hash(range, 1) %% %2$d as bigint)) as "at",
            hash(range, 2) %% %3$d as n
          from range(%4$d)
          union all
          select
            'c' || range, 'conversion',
            make_timestamp_ms(%1$d + cast(hash(range, 3) %% %2$d as bigint)),
            hash(range, 4) %% %3$d
          from range(%5$d)
          """
              .formatted(START.toEpochMilli(), millis, units, exposures, events));
      for (int day = 0; day < 28; day++) {
        Instant from = START.plus(Duration.ofDays(day));
        Path folderOfDay =
            folder.resolve("environment=bench").resolve("day=" + from.toString().substring(0, 10));
        Files.createDirectories(folderOfDay);
        statement.execute(
            """
            copy (
              select
                event_id, kind, "at", "at" as received_at, 'u' || n as unit,
                case when kind = 'exposure' then 'x' end as experiment,
                case when kind = 'exposure' then 'v' || (hash(n, 5) %% 3) end as variant,
                cast(1 as bigint) as revision,
                case when kind = 'conversion' then 'm' || (hash(event_id, 6) %% %d) end as name,
                case when kind = 'conversion' then cast(hash(event_id, 7) %% 100 as double) end as value,
                'home' as route, 'DE' as country, 'mobile' as device, false as bot, 'edge' as source,
                'iso' as isolate, cast(0 as bigint) as seq, row_number() over (order by "at") as journal_seq
              from made where "at" >= make_timestamp_ms(%d) and "at" < make_timestamp_ms(%d)
            ) to '%s' (format parquet, compression zstd)
            """
                .formatted(
                    metrics,
                    from.toEpochMilli(),
                    from.plus(Duration.ofDays(1)).toEpochMilli(),
                    folderOfDay.resolve(
                        "part-%016d-%016d.parquet"
                            .formatted(1 + 1_000_000_000L * day, 1_000_000_000L * (day + 1L)))));
      }
    }
  }

  private static String compare(Path folder, int metrics, int rounds) throws SQLException {
    Scope scope = new Scope("x", START, UNTIL, false);
    List<SampleQuestion> questions = new ArrayList<>();
    for (int metric = 0; metric < metrics; metric++) {
      questions.add(
          new SampleQuestion(
              "m" + metric,
              new Measure.Total(Source.conversion("m" + metric), Measure.Amount.VALUE),
              new Window(Duration.ZERO, Optional.of(Duration.ofDays(7))),
              Optional.empty(),
              14));
    }
    double[] ours = new double[rounds];
    double[] bare = new double[rounds];
    try (Warehouse warehouse = Warehouse.open(folder, "bench")) {
      for (int round = 0; round < rounds; round++) {
        long began = System.nanoTime();
        Samples samples = warehouse.samples(scope, questions);
        ours[round] = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        int same = requireSame(folder, samples);
        bare[round] = (System.nanoTime() - began) / 1e9;
        if (same != 3 * metrics) {
          throw new IllegalStateException("rows == " + same + ", must be " + 3 * metrics);
        }
      }
    }
    Arrays.sort(ours);
    Arrays.sort(bare);
    double our = ours[rounds / 2];
    double bareSeconds = bare[rounds / 2];
    return String.format(
        Locale.ROOT,
        "{\"rows\":%d,\"rounds\":%d,\"seconds\":%.2f,\"bareDuckDbSeconds\":%.2f,\"ratio\":%.2f}",
        3 * metrics,
        rounds,
        our,
        bareSeconds,
        our / bareSeconds);
  }

  /// The question by hand, answered by one statement, and that both say the same.
  private static int requireSame(Path folder, Samples samples) throws SQLException {
    String sql =
        """
        with events as (select * from read_parquet('%s/*/*/*.parquet', hive_partitioning = false)),
        exposed as (
          select unit, min(variant) as arm, min("at") as first_at
          from events
          where kind = 'exposure' and experiment = 'x' and bot is distinct from true
          group by unit having count(distinct variant) = 1
        ),
        ready as (select * from exposed where first_at + interval 7 day <= make_timestamp_ms(%d)),
        counted as (
          select
            any_value(ready.arm) as arm, any_value(events.name) as name, ready.unit,
            any_value(events.value) as value, any_value(events."at") < any_value(ready.first_at) as before
          from ready join events on events.unit = ready.unit
          where events.kind = 'conversion'
            and events."at" >= ready.first_at - interval 14 day
            and events."at" < ready.first_at + interval 7 day
            and events.bot is distinct from true
          group by ready.unit, events.event_id
        ),
        per_unit as (
          select
            arm, name, unit,
            sum(case when before then 0 else value end) as y, sum(case when before then value else 0 end) as x
          from counted group by arm, name, unit
        ),
        sizes as (select arm, count(*) as n from ready group by arm)
        select
          per_unit.arm, name, any_value(n) as n,
          sum(y) as y, sum(y * y) as yy, sum(x) as x, sum(x * x) as xx, sum(x * y) as xy
        from per_unit join sizes on sizes.arm = per_unit.arm
        group by per_unit.arm, name
        """
            .formatted(folder, UNTIL.toEpochMilli());
    int rows = 0;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        Sample sample = samples.of(row.getString("name"), row.getString("arm")).orElseThrow();
        JointMoments values = ((Sample.OfUnits) sample).values();
        long n = row.getLong("n");
        double mean = row.getDouble("y") / n;
        double variance = (row.getDouble("yy") - n * mean * mean) / (n - 1);
        if (values.units() != n
            || Math.abs(values.mean(0) - mean) > 1e-9 * mean
            || Math.abs(values.variance(0) - variance) > 1e-7 * variance) {
          throw new IllegalStateException("bare DuckDB says otherwise of " + row.getString("name"));
        }
        rows++;
      }
    }
    return rows;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
