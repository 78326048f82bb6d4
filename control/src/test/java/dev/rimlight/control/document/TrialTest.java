package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An experiment's metrics, plan and status are read within their bounds.
class TrialTest {
  private static Map<String, Object> document(int arms, int metrics) {
    List<Object> variants = new ArrayList<>();
    for (int i = 0; i < arms; i++) {
      variants.add(Map.of("variant", "v" + i, "weight", i == 0 ? 100_000 : 0));
    }
    List<Object> measured = new ArrayList<>();
    for (int i = 0; i < metrics; i++) {
      measured.add(metric("m" + i));
    }
    return new HashMap<>(
        Map.of(
            "key", "e",
            "flag", "cta",
            "unit", "visitor",
            "control", "v0",
            "allocation", 1,
            "status", "draft",
            "variants", variants,
            "metrics", measured));
  }

  private static Map<String, Object> metric(String key) {
    return Map.of(
        "key", key, "event", "order", "kind", "mean", "direction", "decrease", "role", "guardrail");
  }

  @Test
  void document_isRead() {
    Trial trial = Trial.read(document(2, 1), MetricLibrary.ANY);
    assertThat(trial.status()).isEqualTo(Trial.Status.DRAFT);
    assertThat(trial.name()).isEqualTo("e");
    assertThat(trial.plannedUnits()).isEmpty();
    assertThat(trial.metrics().getFirst().kind()).isEqualTo(Metric.Kind.MEAN);
    assertThat(trial.metrics().getFirst().name()).isEqualTo("m0");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 'variants has 1 entries, must be 2..20'",
    "21, 1, 'variants has 21 entries, must be 2..20'",
    "2, 0, 'metrics has 0 entries, must be 1..50'",
    "2, 51, 'metrics has 51 entries, must be 1..50'"
  })
  void oneTooManyOrTooFew_isRefused(int arms, int metrics, String message) {
    assertThatThrownBy(() -> Trial.read(document(arms, metrics), MetricLibrary.ANY))
        .hasMessage(message);
  }

  @Test
  void theMost_areTaken() {
    assertThat(Trial.read(document(20, 50), MetricLibrary.ANY).metrics()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource({"99", "1000000001"})
  void planOutside_isRefused(long planned) {
    Map<String, Object> document = document(2, 1);
    document.put("plannedUnits", planned);
    assertThatThrownBy(() -> Trial.read(document, MetricLibrary.ANY))
        .hasMessage("plannedUnits == " + planned + ", must be in 100..1000000000");
  }

  @Test
  void metricTwice_isRefused() {
    Map<String, Object> document = document(2, 1);
    document.put("metrics", List.of(metric("m"), metric("m")));
    assertThatThrownBy(() -> Trial.read(document, MetricLibrary.ANY))
        .hasMessage("key == \"m\", must be unique within the experiment");
  }

  private static Trial measuredIn(String kind, String unit) {
    Map<String, Object> metric = new HashMap<>(metric("m"));
    metric.put("kind", kind);
    metric.put("unit", unit);
    Map<String, Object> document = document(2, 1);
    document.put("metrics", List.of(metric));
    return Trial.read(document, MetricLibrary.ANY);
  }

  @ParameterizedTest
  @CsvSource({"EUR", "sixteen-letters-"})
  void unitOfAMean_isTaken(String unit) {
    assertThat(measuredIn("mean", unit).metrics().getFirst().unit()).contains(unit);
  }

  @ParameterizedTest
  @CsvSource({
    "mean, seventeen-letters, 'unit has 17 characters, must be <= 16'",
    "mean, ' ', 'unit == \" \", must not be blank'",
    "proportion, EUR, 'unit == \"EUR\", must be absent: a proportion is a percentage'"
  })
  void otherUnit_isRefused(String kind, String unit, String message) {
    assertThatThrownBy(() -> measuredIn(kind, unit)).hasMessage(message);
  }

  @Test
  void unknownKind_namesTheKnownOnes() {
    Map<String, Object> metric = new HashMap<>(metric("m"));
    metric.put("kind", "median");
    Map<String, Object> document = document(2, 1);
    document.put("metrics", List.of(metric));
    assertThatThrownBy(() -> Trial.read(document, MetricLibrary.ANY))
        .hasMessage(
            "kind == \"median\", must be one of proportion, mean, ratio, quantile, retention, funnel");
  }
}
