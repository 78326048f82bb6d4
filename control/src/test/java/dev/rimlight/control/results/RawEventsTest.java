package dev.rimlight.control.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.Layout;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.PartWriter;
import dev.rimlight.events.warehouse.Range;
import dev.rimlight.events.warehouse.SampleQuestion;
import dev.rimlight.events.warehouse.Samples;
import dev.rimlight.events.warehouse.Scope;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.StoredEvent;
import dev.rimlight.events.warehouse.Warehouse;
import dev.rimlight.events.warehouse.Window;
import dev.rimlight.stats.Contrast;
import dev.rimlight.stats.JointMoments;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Raw logs whose answers somebody else computed, written as Parquet and asked through the
/// warehouse: assignment, windows, caps, pasts and retention.
class RawEventsTest {
  @TempDir private Path folder;

  private static JsonNode cases() {
    Path table =
        Path.of(Objects.requireNonNull(System.getProperty("rimlight.root")))
            .resolve("../shared/statistics/raw_events_pipeline.json");
    assumeTrue(Files.isRegularFile(table), "no reference tables at " + table);
    return JsonMapper.shared().readTree(table.toFile()).get("cases");
  }

  @Test
  void rawLogs_answerWhatOthersComputed() {
    int number = 0;
    for (JsonNode each : cases()) {
      String environment = "case" + number++;
      long end = write(each.get("input"), environment);
      try (Warehouse warehouse = Warehouse.open(folder, environment)) {
        compare(warehouse, each, Instant.ofEpochMilli(end));
      }
    }
    assertThat(number).isPositive();
  }

  private long write(JsonNode input, String environment) {
    List<StoredEvent> events = new ArrayList<>();
    long last = 0;
    for (JsonNode row : input.get("exposures")) {
      add(events, Event.Kind.EXPOSURE, row, row.get(1).asString(), null, null);
      last = Math.max(last, row.get(2).asLong());
    }
    for (JsonNode row : input.get("events")) {
      add(
          events,
          Event.Kind.CONVERSION,
          row,
          null,
          row.get(1).asString(),
          row.get(3).isNull() ? null : (Double) row.get(3).asDouble());
      last = Math.max(last, row.get(2).asLong());
    }
    try (PartWriter writer = PartWriter.open(new Layout(folder, environment))) {
      writer.write(new Range(1, events.size()), events);
    }
    return last;
  }

  private static void add(
      List<StoredEvent> events,
      Event.Kind kind,
      JsonNode row,
      @Nullable String variant,
      @Nullable String name,
      @Nullable Double value) {
    long number = events.size() + 1L;
    Instant at = Instant.ofEpochMilli(row.get(2).asLong());
    events.add(
        new StoredEvent(
            number,
            at,
            new Event(
                "e" + number,
                kind,
                at,
                row.get(0).asString(),
                "iso",
                number,
                variant == null ? null : "x",
                variant,
                null,
                name,
                value,
                null,
                null,
                null,
                null,
                null,
                Event.Circumstances.UNKNOWN)));
  }

  private static void compare(Warehouse warehouse, JsonNode each, Instant end) {
    JsonNode input = each.get("input");
    JsonNode expected = each.get("expected");
    // The observation ends with its last event, which itself counts.
    Scope scope = new Scope("x", Instant.EPOCH, end.plusMillis(1), false);
    Window window =
        new Window(
            Duration.ZERO,
            Optional.of(Duration.ofMillis(input.get("conversion_window_ms").asLong())));
    int past = (int) Duration.ofMillis(input.get("pre_period_ms").asLong()).toDays();
    Source purchase = Source.conversion("purchase");
    Measure revenue = new Measure.Total(purchase, Measure.Amount.VALUE);
    SampleQuestion.Cap cap = SampleQuestion.Cap.ofAll(input.get("cap_quantile").asDouble());
    List<SampleQuestion> questions = new ArrayList<>();
    questions.add(
        new SampleQuestion("conversion", new Measure.Share(purchase), window, Optional.empty(), 0));
    questions.add(new SampleQuestion("revenue", revenue, window, Optional.of(cap), 0));
    questions.add(new SampleQuestion("cuped", revenue, window, Optional.empty(), past));
    for (int day : new int[] {1, 3, 7}) {
      questions.add(
          new SampleQuestion(
              "d" + day,
              new Measure.Retention(Source.conversion(Source.ANY), day, Measure.Return.EXACT),
              Window.ALL,
              Optional.empty(),
              0));
    }
    Samples samples = warehouse.samples(scope, questions);
    assertThat(samples.crossoverUnits())
        .isEqualTo(expected.get("excluded_multiple_exposure_units").size());
    for (String arm : List.of("A", "B")) {
      assertThat(samples.units().get(arm)).isEqualTo(expected.get("n").get(arm).asLong());
      sums(samples, expected, arm);
      for (int day : new int[] {1, 3, 7}) {
        JsonNode retained = expected.get("retention_exact_day").get("d" + day).get(arm);
        JointMoments values = values(samples, "d" + day, arm);
        assertThat(values.units()).isEqualTo(retained.get("eligible").asLong());
        assertThat(Math.round(values.mean(0) * values.units()))
            .isEqualTo(retained.get("retained").asLong());
      }
    }
    cuped(samples, expected.get("revenue_cuped"));
  }

  private static void sums(Samples samples, JsonNode expected, String arm) {
    JointMoments conversion = values(samples, "conversion", arm);
    assertThat(conversion.mean(0) * conversion.units())
        .isCloseTo(expected.get("conversion").get(arm).get("sum").asDouble(), within(1e-9));
    Sample uncapped =
        Objects.requireNonNull(Objects.requireNonNull(samples.uncapped().get("revenue")).get(arm));
    JointMoments revenue = ((Sample.OfUnits) uncapped).values();
    double sum = revenue.mean(0) * revenue.units();
    double squares = revenue.variance(0) * (revenue.units() - 1) + sum * sum / revenue.units();
    assertThat(sum).isCloseTo(expected.get("revenue").get(arm + "_sum").asDouble(), within(1e-8));
    assertThat(squares)
        .isCloseTo(expected.get("revenue").get(arm + "_sum_squares").asDouble(), within(1e-6));
    JointMoments capped = values(samples, "revenue", arm);
    assertThat(capped.mean(0) * capped.units())
        .isCloseTo(expected.get("revenue_capped").get(arm + "_sum").asDouble(), within(1e-8));
    JointMoments cuped = values(samples, "cuped", arm);
    assertThat(cuped.mean(1) * cuped.units())
        .isCloseTo(expected.get("pre_revenue").get(arm + "_sum").asDouble(), within(1e-8));
  }

  /// The table has one covariate; ours has a second one for units of whom nothing was known.
  private static void cuped(Samples samples, JsonNode expected) {
    Contrast contrast =
        (Contrast)
            Contrast.between(
                new Sample.OfUnits(Kind.MEAN, values(samples, "cuped", "A").first(2), -1),
                new Sample.OfUnits(Kind.MEAN, values(samples, "cuped", "B").first(2), -1));
    assertThat(contrast.difference()).isCloseTo(expected.get("estimate").asDouble(), within(1e-8));
    assertThat(Math.sqrt(contrast.differenceVariance()))
        .isCloseTo(expected.get("standard_error").asDouble(), within(1e-8));
  }

  private static JointMoments values(Samples samples, String metric, String arm) {
    return ((Sample.OfUnits) samples.of(metric, arm).orElseThrow()).values();
  }
}
