package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.events.warehouse.Dimension;
import dev.rimlight.events.warehouse.Event;
import dev.rimlight.events.warehouse.Measure;
import dev.rimlight.events.warehouse.Source;
import dev.rimlight.events.warehouse.Window;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of metric is read as what it means, and nothing else is taken.
class MetricTest {
  private static Metric read(Object... fields) {
    Map<String, Object> document =
        new HashMap<>(Map.of("key", "m", "direction", "increase", "role", "goal"));
    for (int i = 0; i < fields.length; i += 2) {
      document.put((String) fields[i], fields[i + 1]);
    }
    return Metric.read(document, "/metrics/0");
  }

  @Test
  void proportion_isAShareWithTwoWeeksOfPast() {
    Metric metric = read("kind", "proportion", "event", "order");
    assertThat(metric.measure()).isEqualTo(new Measure.Share(Source.conversion("order")));
    assertThat(metric.window()).isEqualTo(Window.ALL);
    assertThat(metric.covariateDays()).isEqualTo(14);
    assertThat(metric.margin()).isEqualTo(0.01);
    assertThat(metric.cap()).isEmpty();
  }

  @Test
  void mean_withAllThatItCanHave_isRead() {
    Metric metric =
        read(
            "kind",
            "mean",
            "event",
            "order",
            "amount",
            "count",
            "where",
            Map.of("country", List.of("DE", "AT"), "browser", List.of("chrome")),
            "atLeast",
            5,
            "atMost",
            10.5,
            "delayHours",
            1,
            "windowHours",
            72,
            "cap",
            Map.of("percentile", 0.999),
            "covariateDays",
            0,
            "margin",
            0.02,
            "unit",
            "EUR");
    Source source =
        new Source(
            Event.Kind.CONVERSION,
            "order",
            Map.of(Dimension.COUNTRY, Set.of("DE", "AT"), Dimension.BROWSER, Set.of("chrome")),
            OptionalDouble.of(5),
            OptionalDouble.of(10.5));
    assertThat(metric.measure()).isEqualTo(new Measure.Total(source, Measure.Amount.COUNT));
    assertThat(metric.window())
        .isEqualTo(new Window(Duration.ofHours(1), Optional.of(Duration.ofHours(72))));
    assertThat(metric.cap()).contains(new Metric.Capping.Percentile(0.999));
    assertThat(metric.covariateDays()).isZero();
    assertThat(metric.margin()).isEqualTo(0.02);
  }

  @Test
  void ratio_hasATotalOnBothSides() {
    Metric metric =
        read(
            "kind", "ratio",
            "event", "click",
            "amount", "count",
            "per", Map.of("event", "view", "amount", "count"));
    assertThat(metric.measure())
        .isEqualTo(
            new Measure.Ratio(
                new Measure.Total(Source.conversion("click"), Measure.Amount.COUNT),
                new Measure.Total(Source.conversion("view"), Measure.Amount.COUNT)));
  }

  @Test
  void quantile_ofAVital_isRead() {
    Metric metric = read("kind", "quantile", "of", "vital", "event", "LCP", "quantile", 0.75);
    Source lcp =
        new Source(
            Event.Kind.VITAL, "LCP", Map.of(), OptionalDouble.empty(), OptionalDouble.empty());
    assertThat(metric.measure()).isEqualTo(new Measure.QuantileOf(lcp, 0.75));
    assertThat(metric.covariateDays()).isZero();
  }

  @Test
  void retentionAndFunnel_areRead() {
    assertThat(read("kind", "retention", "event", "visit", "day", 7, "return", "rolling").measure())
        .isEqualTo(new Measure.Retention(Source.conversion("visit"), 7, Measure.Return.ROLLING));
    assertThat(
            read(
                    "kind",
                    "funnel",
                    "steps",
                    List.of(Map.of("event", "cart"), Map.of("event", "order")))
                .measure())
        .isEqualTo(
            new Measure.Funnel(List.of(Source.conversion("cart"), Source.conversion("order"))));
  }

  @ParameterizedTest
  @CsvSource({
    "proportion, cap, 1, 'cap is unknown, must be one of'",
    "quantile, covariateDays, 3, 'quantile is missing, must be given'",
    "ratio, day, 3, 'per is missing, must be given'",
    "retention, delayHours, 3, 'day is missing, must be given'",
    "funnel, event, 3, 'steps is missing, must be given'",
    "mean, windowHours, 9000, 'windowHours == 9000, must be in 1..8760'",
    "mean, atLeast, 10000000000000, 'atLeast == 10000000000000, must be in -1000000000000..1000000000000'",
    "mean, margin, 2, 'margin == 2, must be in 0..1'"
  })
  void whatAKindDoesNotHave_isRefused(String kind, String field, long value, String message) {
    Map<String, Object> document =
        new HashMap<>(
            Map.of(
                "key", "m",
                "kind", kind,
                "event", "order",
                "direction", "increase",
                "role", "goal"));
    document.put(field, value);
    assertThatThrownBy(() -> Metric.read(document, "/metrics/0")).hasMessageStartingWith(message);
  }

  @Test
  void capOfBothKinds_isRefused() {
    assertThatThrownBy(() ->
            read(
                "kind", "mean",
                "event", "order",
                "cap", Map.of("percentile", 0.99, "value", 5)))
        .hasMessage("value == 5.0, must be absent beside percentile");
  }

  @Test
  void unknownDimension_isRefused() {
    assertThatThrownBy(() ->
            read(
                "kind", "mean",
                "event", "order",
                "where", Map.of("planet", List.of("earth"))))
        .hasMessage(
            "planet is unknown, must be one of country, device, browser, route, consent, colo");
  }
}
