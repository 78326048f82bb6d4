package dev.rimlight.events.warehouse;

import static dev.rimlight.events.warehouse.Events.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Quantile;
import dev.rimlight.stats.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of metric, asked of Parquet and added up a second time in plain Java.
class SamplesTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant UNTIL = START.plus(Duration.ofDays(12));
  private static final Scope SCOPE = new Scope("banner", START, UNTIL, false);
  private static final int UNITS = 300;

  @TempDir private Path folder;

  private final Events events = new Events();
  private final Map<String, Instant> first = new TreeMap<>();
  private final Map<String, String> variant = new TreeMap<>();
  private final Set<String> crossed = new TreeSet<>();
  private Warehouse warehouse;

  @BeforeEach
  void write() {
    SplittableRandom random = new SplittableRandom(5);
    for (int unit = 0; unit < UNITS; unit++) {
      String name = "u" + unit;
      Instant at = START.plusSeconds(random.nextInt(5 * 86_400));
      for (int past = random.nextInt(3); past > 0; past--) {
        Instant before = at.minusSeconds(1 + random.nextInt(20 * 86_400));
        events.conversion(name, "order", 1.0 * random.nextInt(50), before);
      }
      String arm = random.nextBoolean() ? "a" : "b";
      first.put(name, at);
      variant.put(name, arm);
      events.exposure(name, arm, at).exposure(name, arm, at.plusSeconds(90));
      if (unit % 29 == 0) {
        events.exposure(name, arm.equals("a") ? "b" : "a", at.plusSeconds(99));
        crossed.add(name);
      }
      for (int later = random.nextInt(5); later > 0; later--) {
        Instant after = at.plusSeconds(random.nextInt(6 * 86_400));
        events.conversion(
            name, random.nextInt(3) == 0 ? "cart" : "order", 1.0 * random.nextInt(90), after);
        events.vital(name, "LCP", 1_000 + random.nextInt(3_000), after);
      }
    }
    events.botExposure("robot", "a", START.plusSeconds(1)).sentAgain("e9").sentAgain("e12");
    try (PartWriter writer = PartWriter.open(new Layout(folder, "demo"))) {
      writer.write(events.range(), events.list());
    }
    warehouse = Warehouse.open(folder, "demo");
  }

  private static SampleQuestion question(Measure measure) {
    return new SampleQuestion("m", measure, Window.ALL, Optional.empty(), 0);
  }

  private Samples ask(SampleQuestion question) {
    return warehouse.samples(SCOPE, List.of(question));
  }

  private List<String> units(String arm) {
    return variant.keySet().stream()
        .filter(unit -> arm.equals(variant.get(unit)) && !crossed.contains(unit))
        .toList();
  }

  private Instant firstOf(String unit) {
    return Objects.requireNonNull(first.get(unit));
  }

  private record Counted(Instant at, double value) {}

  /// The second road: of rows with one id the first that was taken.
  private List<Counted> counted(String unit, Event.Kind kind, String name) {
    Map<String, StoredEvent> once = new TreeMap<>();
    events.list().stream()
        .filter(each -> each.event().kind() == kind && name.equals(each.event().name()))
        .filter(each -> each.event().unit().equals(unit))
        .sorted(Comparator.comparingLong(StoredEvent::journalSeq))
        .forEach(each -> once.putIfAbsent(each.event().id(), each));
    List<Counted> counted = new ArrayList<>();
    once.values()
        .forEach(each ->
            counted.add(
                new Counted(each.event().at(), Objects.requireNonNull(each.event().value()))));
    return counted;
  }

  private double sum(String unit, String name, Instant from, Instant to) {
    return counted(unit, Event.Kind.CONVERSION, name).stream()
        .filter(each -> !each.at.isBefore(from) && each.at.isBefore(to))
        .mapToDouble(Counted::value)
        .sum();
  }

  private static void assertSame(JointMoments actual, double[]... rows) {
    JointMoments expected = JointMoments.of(rows[0].length, rows);
    assertThat(actual.units()).isEqualTo(expected.units());
    assertThat(actual.values()).isEqualTo(expected.values());
    for (int i = 0; i < expected.values(); i++) {
      assertThat(actual.mean(i)).isCloseTo(expected.mean(i), within(1e-9));
      for (int j = 0; j <= i; j++) {
        assertThat(actual.covariance(i, j)).isCloseTo(expected.covariance(i, j), within(1e-8));
      }
    }
  }

  private static JointMoments of(Samples samples, String arm) {
    return switch (samples.of("m", arm).orElseThrow()) {
      case Sample.OfUnits units -> units.values();
      case Sample.OfRatio ratio -> ratio.values();
      case Sample.OfQuantile quantile -> quantile.clusters();
    };
  }

  @Test
  void unitsAndCrossovers_areCountedOnce_andBotsNever() {
    Samples samples = ask(question(new Measure.Share(Source.conversion("order"))));
    assertThat(samples.units())
        .isEqualTo(Map.of("a", (long) units("a").size(), "b", (long) units("b").size()));
    assertThat(samples.crossoverUnits()).isEqualTo(crossed.size());
  }

  @Test
  void total_withItsPast_isWhatJavaAddsUp() {
    SampleQuestion question =
        new SampleQuestion(
            "m",
            new Measure.Total(Source.conversion("order"), Measure.Amount.VALUE),
            Window.ALL,
            Optional.empty(),
            14);
    Samples samples = ask(question);
    for (String arm : List.of("a", "b")) {
      double[][] rows =
          units(arm).stream()
              .map(unit -> {
                Instant at = firstOf(unit);
                boolean known =
                    events.list().stream()
                        .anyMatch(each ->
                            each.event().unit().equals(unit) && each.event().at().isBefore(at));
                return new double[] {
                  sum(unit, "order", at, UNTIL),
                  sum(unit, "order", at.minus(Duration.ofDays(14)), at),
                  known ? 0 : 1
                };
              })
              .toArray(double[][]::new);
      assertSame(of(samples, arm), rows);
    }
  }

  @Test
  void share_withinAWindow_countsOnlyUnitsThatHadIt() {
    Window window = new Window(Duration.ofHours(2), Optional.of(Duration.ofDays(8)));
    Samples samples =
        ask(
            new SampleQuestion(
                "m", new Measure.Share(Source.conversion("order")), window, Optional.empty(), 0));
    for (String arm : List.of("a", "b")) {
      double[][] rows =
          units(arm).stream()
              .filter(unit -> !firstOf(unit).plus(Duration.ofHours(2 + 8 * 24)).isAfter(UNTIL))
              .map(unit -> {
                Instant open = firstOf(unit).plus(Duration.ofHours(2));
                boolean any =
                    counted(unit, Event.Kind.CONVERSION, "order").stream()
                        .anyMatch(each ->
                            !each.at.isBefore(open)
                                && each.at.isBefore(open.plus(Duration.ofDays(8))));
                return new double[] {any ? 1 : 0};
              })
              .toArray(double[][]::new);
      assertThat(rows.length).isLessThan(units(arm).size());
      assertSame(of(samples, arm), rows);
    }
  }

  @Test
  void ratio_isOfBothTotals() {
    Samples samples =
        ask(
            question(
                new Measure.Ratio(
                    new Measure.Total(Source.conversion("order"), Measure.Amount.VALUE),
                    new Measure.Total(Source.conversion("cart"), Measure.Amount.COUNT))));
    double[][] rows =
        units("a").stream()
            .map(unit ->
                new double[] {
                  sum(unit, "order", firstOf(unit), UNTIL),
                  counted(unit, Event.Kind.CONVERSION, "cart").stream()
                      .filter(each -> !each.at.isBefore(firstOf(unit)))
                      .count()
                })
            .toArray(double[][]::new);
    assertSame(of(samples, "a"), rows);
  }

  @Test
  void retention_isOfUnitsThatHadTheTime() {
    for (Measure.Return style : Measure.Return.values()) {
      Samples samples = ask(question(new Measure.Retention(Source.conversion("order"), 3, style)));
      for (String arm : List.of("a", "b")) {
        double[][] rows =
            units(arm).stream()
                .filter(unit -> !firstOf(unit).plus(DAY.multipliedBy(4)).isAfter(UNTIL))
                .map(unit -> new double[] {back(unit, style) ? 1 : 0})
                .toArray(double[][]::new);
        assertSame(of(samples, arm), rows);
      }
    }
  }

  private boolean back(String unit, Measure.Return style) {
    Instant at = firstOf(unit);
    Instant from = at.plus(DAY.multipliedBy(style == Measure.Return.ROLLING ? 1 : 3));
    Instant to = style == Measure.Return.UNBOUNDED ? UNTIL : at.plus(DAY.multipliedBy(4));
    return counted(unit, Event.Kind.CONVERSION, "order").stream()
        .anyMatch(each -> !each.at.isBefore(from) && each.at.isBefore(to));
  }

  @Test
  void funnel_takesItsStepsInOrder() {
    Samples samples =
        ask(
            question(
                new Measure.Funnel(
                    List.of(Source.conversion("cart"), Source.conversion("order")))));
    double[][] rows =
        units("b").stream()
            .map(unit -> {
              Optional<Instant> cart =
                  counted(unit, Event.Kind.CONVERSION, "cart").stream()
                      .map(Counted::at)
                      .filter(at -> !at.isBefore(firstOf(unit)))
                      .min(Comparator.naturalOrder());
              boolean done =
                  cart.isPresent()
                      && counted(unit, Event.Kind.CONVERSION, "order").stream()
                          .anyMatch(each -> !each.at.isBefore(cart.get()));
              return new double[] {done ? 1 : 0};
            })
            .toArray(double[][]::new);
    assertSame(of(samples, "b"), rows);
    assertThat(Arrays.stream(rows).mapToDouble(row -> row[0]).sum()).isGreaterThan(5);
  }

  @Test
  void quantile_ofAVital_hasItsOrderStatisticsAndClusters() {
    Source lcp =
        new Source(
            Event.Kind.VITAL, "LCP", Map.of(), OptionalDouble.empty(), OptionalDouble.empty());
    Samples samples = ask(question(new Measure.QuantileOf(lcp, 0.75)));
    Map<String, List<Double>> values = new HashMap<>();
    for (String unit : units("a")) {
      List<Double> ofUnit =
          counted(unit, Event.Kind.VITAL, "LCP").stream().map(Counted::value).toList();
      if (!ofUnit.isEmpty()) {
        values.put(unit, ofUnit);
      }
    }
    double[] all =
        values.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    Quantile expected = Quantile.of(0.75, all);
    Sample.OfQuantile actual = (Sample.OfQuantile) samples.of("m", "a").orElseThrow();
    assertThat(actual.quantile().values()).isEqualTo(expected.values());
    assertThat(actual.quantile().estimate()).isCloseTo(expected.estimate(), within(1e-6));
    assertThat(actual.quantile().low()).isCloseTo(expected.low(), within(1e-6));
    assertThat(actual.quantile().high()).isCloseTo(expected.high(), within(1e-6));
    double[][] clusters =
        values.values().stream()
            .map(ofUnit ->
                new double[] {
                  ofUnit.stream().filter(value -> value <= expected.estimate()).count(),
                  ofUnit.size()
                })
            .toArray(double[][]::new);
    assertSame(actual.clusters(), clusters);
  }

  @Test
  void cap_isOfAllUnitsTogether_andItsShareIsSaid() {
    Measure total = new Measure.Total(Source.conversion("order"), Measure.Amount.VALUE);
    Samples samples =
        ask(
            new SampleQuestion(
                "m", total, Window.ALL, Optional.of(SampleQuestion.Cap.ofNonZero(0.9)), 0));
    List<String> both = new ArrayList<>(units("a"));
    both.addAll(units("b"));
    double[] totals =
        both.stream()
            .mapToDouble(unit -> sum(unit, "order", firstOf(unit), UNTIL))
            .filter(value -> value != 0)
            .sorted()
            .toArray();
    double cap = Quantile.at(0.9, totals);
    double[][] rows =
        units("a").stream()
            .map(unit -> new double[] {Math.min(cap, sum(unit, "order", firstOf(unit), UNTIL))})
            .toArray(double[][]::new);
    assertSame(of(samples, "a"), rows);
    long cut = Arrays.stream(totals).filter(value -> value > cap).count();
    assertThat(samples.shareCapped().get("m")).isEqualTo((double) cut / both.size());
    double[][] uncapped =
        units("a").stream()
            .map(unit -> new double[] {sum(unit, "order", firstOf(unit), UNTIL)})
            .toArray(double[][]::new);
    Map<String, Sample> before = Objects.requireNonNull(samples.uncapped().get("m"));
    Sample.OfUnits plain = (Sample.OfUnits) Objects.requireNonNull(before.get("a"));
    assertSame(plain.values(), uncapped);
  }

  @Test
  void slices_addUpToTheWhole() {
    SampleQuestion question = question(new Measure.Share(Source.conversion("order")));
    JointMoments whole = of(ask(question), "a");
    for (Dimension dimension : Dimension.values()) {
      Map<String, Samples> slices = warehouse.slices(SCOPE, List.of(question), dimension);
      JointMoments sum = JointMoments.empty(1);
      for (Samples part : slices.values()) {
        if (part.of("m", "a").isPresent()) {
          sum = sum.plus(of(part, "a"));
        }
      }
      assertThat(sum.units()).as(dimension.toString()).isEqualTo(whole.units());
      assertThat(sum.mean(0)).isCloseTo(whole.mean(0), within(1e-12));
      assertThat(sum.variance(0)).isCloseTo(whole.variance(0), within(1e-12));
    }
    assertThat(warehouse.slices(SCOPE, List.of(question), Dimension.VISIT))
        .containsOnlyKeys("new", "returning");
    assertThat(warehouse.slices(SCOPE, List.of(question), Dimension.BROWSER))
        .containsOnlyKeys("unknown");
    assertThat(warehouse.slices(SCOPE, List.of(question), Dimension.WEEK))
        .containsOnlyKeys("2026-11-16", "2026-11-23");
  }

  /// What the results show can be pasted into DuckDB by anybody.
  @Test
  void shownSql_answersTheSameInABareDuckDb() throws Exception {
    SampleQuestion question =
        new SampleQuestion(
            "m",
            new Measure.Total(Source.conversion("order"), Measure.Amount.VALUE),
            Window.ALL,
            Optional.of(SampleQuestion.Cap.at(60)),
            14);
    JointMoments ours = of(ask(question), "a");
    List<String> statements =
        Pattern.compile(";\n")
            .splitAsStream(warehouse.sql(SCOPE, question))
            .filter(each -> !each.isBlank())
            .toList();
    try (Connection bare = DriverManager.getConnection("jdbc:duckdb:")) {
      // How many units there are, then the moments of those that did anything, capped and not.
      int asked = statements.size() - 3;
      for (String before : statements.subList(0, asked)) {
        try (Statement statement = bare.createStatement()) {
          statement.execute(before);
        }
      }
      long units = first(bare, statements.get(asked), "units").longValue();
      double active = first(bare, statements.get(asked + 1), "units").doubleValue();
      double mean = first(bare, statements.get(asked + 1), "y").doubleValue();
      assertThat(units).isEqualTo(ours.units());
      assertThat(active * mean / units).isCloseTo(ours.mean(0), within(1e-12));
    }
  }

  private static Number first(Connection bare, String question, String column) throws Exception {
    try (Statement statement = bare.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      rows.next();
      assertThat(rows.getString("only_variant")).isEqualTo("a");
      return (Number) rows.getObject(column);
    }
  }

  @Test
  void export_hasARowPerUnit() throws Exception {
    SampleQuestion question =
        question(new Measure.Total(Source.conversion("order"), Measure.Amount.VALUE));
    Path csv = folder.resolve("out.csv");
    assertThat(warehouse.export(SCOPE, List.of(question), Warehouse.Format.CSV, csv)).isTrue();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst())
        .isEqualTo("unit,variant,first_at,country,device,browser,route,consent,colo,seen_before,m");
    assertThat(lines).hasSize(1 + UNITS - crossed.size());
    Path parquet = folder.resolve("out.parquet");
    warehouse.export(SCOPE, List.of(question), Warehouse.Format.PARQUET, parquet);
    assertThat(Files.size(parquet)).isPositive();
  }

  @Test
  void persons_areOneUnitOnManyDevices() {
    Event.Circumstances ada =
        new Event.Circumstances(
            null, null, null, null, null, null, null, null, null, "ada", "firefox");
    Events more =
        new Events(100_000)
            .exposure("phone", "a", START.plusSeconds(10))
            .with(ada)
            .exposure("laptop", "a", START.plusSeconds(20))
            .with(ada)
            .conversion("laptop", "signup", 1.0, START.plusSeconds(30))
            .with(ada);
    try (PartWriter writer = PartWriter.open(new Layout(folder, "persons"))) {
      writer.write(more.range(), more.list());
    }
    SampleQuestion question = question(new Measure.Share(Source.conversion("signup")));
    try (Warehouse persons = Warehouse.open(folder, "persons")) {
      Samples byPerson =
          persons.samples(new Scope("banner", START, UNTIL, true), List.of(question));
      assertThat(byPerson.units()).isEqualTo(Map.of("a", 1L));
      assertThat(of(byPerson, "a").mean(0)).isEqualTo(1);
      assertThat(persons.samples(SCOPE, List.of(question)).units()).isEqualTo(Map.of("a", 2L));
      assertThat(persons.slices(SCOPE, List.of(question), Dimension.BROWSER))
          .containsOnlyKeys("firefox");
    }
  }
}
