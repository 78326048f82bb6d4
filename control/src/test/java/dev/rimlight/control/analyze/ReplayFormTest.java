package dev.rimlight.control.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// An experiment's looks are replayed with what would have been said at each.
class ReplayFormTest {
  private static final double ALPHA = 0.05;

  private static List<Map<String, @Nullable Object>> replay(String line) {
    return ReplayForm.looks(JsonMapper.shared().readTree(line));
  }

  private static String proportion(String sequential, String... looks) {
    return """
    {"id": "a", "metric": "proportion", "alpha": 0.05, "unknown": 1, "sequential": %s, "looks": [%s]}
    """
        .formatted(sequential, String.join(",", looks));
  }

  private static String look(int units, int control, int treatment) {
    return "{\"control\": %s, \"treatment\": %s}"
        .formatted(arm(units, control), arm(units, treatment));
  }

  private static String arm(int units, int successes) {
    return "{\"n\": %d, \"sum_x\": %d, \"ssq_x\": %d}".formatted(units, successes, successes);
  }

  /// By the formulas of the method, written down a second time.
  @Test
  void confidenceSequence_isItsFormula() {
    Map<String, @Nullable Object> said =
        replay(
                proportion(
                    "{\"method\": \"confidence_sequence\", \"tuning_sample_size\": 5000}",
                    look(1_000, 100, 150)))
            .getFirst();
    double g = 5_000 / (-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA) + 1));
    double n = 2_000;
    double radius = Math.sqrt((n + g) / n * Math.log((n + g) / (g * ALPHA * ALPHA)));
    double error = Math.sqrt(0.1 * 0.9 / 1_000 + 0.15 * 0.85 / 1_000);
    double z = 0.05 / error;
    double p = Math.sqrt((n + g) / g) * Math.exp(-z * z * n / (2 * (n + g)));
    assertThat(ends(said, "abs_ci").getFirst()).isCloseTo(0.05 - radius * error, within(1e-14));
    assertThat(ends(said, "abs_ci").getLast()).isCloseTo(0.05 + radius * error, within(1e-14));
    assertThat((Double) said.get("p")).isCloseTo(p, within(1e-14));
    assertThat(said).containsEntry("significant", ends(said, "abs_ci").getFirst() > 0);
  }

  @SuppressWarnings("unchecked")
  private static List<Double> ends(Map<String, @Nullable Object> said, String name) {
    return (List<Double>) Objects.requireNonNull(said.get(name));
  }

  @Test
  void p_isTheSmallestSoFar_andTheDecisionThatOfTheLook() {
    List<Map<String, @Nullable Object>> said =
        replay(
            proportion(
                "{\"method\": \"confidence_sequence\"}",
                look(1_000, 100, 180),
                look(2_000, 280, 300)));
    assertThat(said.get(0)).containsEntry("significant", true);
    assertThat(said.get(1)).containsEntry("significant", false);
    assertThat(said.get(1).get("p")).isEqualTo(said.get(0).get("p"));
  }

  @Test
  void tooFewSuccesses_haveNoNumbers() {
    Map<String, @Nullable Object> said =
        replay(proportion("{\"method\": \"confidence_sequence\"}", look(1_000, 4, 40))).getFirst();
    assertThat(said)
        .containsEntry("p", null)
        .containsEntry("abs_ci", null)
        .containsEntry("rel_ci", null)
        .containsEntry("significant", false)
        .containsEntry("state", "collecting");
  }

  @Test
  void plannedLooks_useTheBoundsOfThePlan_andFreezeAtItsEnd() {
    List<Map<String, @Nullable Object>> said =
        replay(
            proportion(
                "{\"method\": \"group_sequential\", \"planned_sample_size\": 4000}",
                look(1_000, 100, 130),
                look(2_000, 200, 240),
                look(3_000, 300, 300)));
    // Bounds of O'Brien-Fleming type spending at half and all of the plan (gsDesign): 2.9626,
    // 1.9686.
    double early = Math.sqrt(0.1 * 0.9 / 1_000 + 0.13 * 0.87 / 1_000);
    double late = Math.sqrt(0.1 * 0.9 / 2_000 + 0.12 * 0.88 / 2_000);
    assertThat((0.03 - ends(said.get(0), "abs_ci").getFirst()) / early)
        .isCloseTo(2.9626, within(1e-4));
    assertThat((0.02 - ends(said.get(1), "abs_ci").getFirst()) / late)
        .isCloseTo(1.9686, within(1e-4));
    assertThat(said.get(2)).isEqualTo(said.get(1));
  }

  @Test
  void ratioAndCovariate_haveBothIntervals() {
    String ratio =
        """
        {"n": 400, "sum_m": %s, "ssq_m": 900, "sum_d": 800, "ssq_d": 2000, "sp_d_m": 800}
        """;
    List<Map<String, @Nullable Object>> said =
        replay(
            "{\"metric\": \"ratio\", \"looks\": [{\"control\": %s, \"treatment\": %s}]}"
                .formatted(ratio.formatted(400), ratio.formatted(420)));
    assertThat(
            (ends(said.getFirst(), "abs_ci").getFirst() + ends(said.getFirst(), "abs_ci").getLast())
                / 2)
        .isCloseTo(420.0 / 800 - 400.0 / 800, within(1e-12));
    String covariate =
        """
        {"n": 400, "sum_x": %s, "ssq_x": 900, "sum_pre": 400, "ssq_pre": 900, "sp_pre_x": 800}
        """;
    double wide = width("{\"n\": 400, \"sum_x\": %s, \"ssq_x\": 900}", "mean");
    assertThat(width(covariate, "mean_covariate")).isLessThan(0.7 * wide);
  }

  private static double width(String arm, String metric) {
    List<Double> ends =
        ends(
            replay(
                    "{\"metric\": \"%s\", \"looks\": [{\"control\": %s, \"treatment\": %s}]}"
                        .formatted(metric, arm.formatted(400), arm.formatted(410)))
                .getFirst(),
            "abs_ci");
    return ends.getLast() - ends.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"metric\": \"median\", \"looks\": []} | line.metric == \"median\", must be proportion, mean, ratio or mean_covariate",
        "{\"metric\": \"mean\", \"looks\": []} | line.looks == [], must be a list of 1..10000 elements",
        "{\"metric\": \"mean\", \"alpha\": 2, \"looks\": []} | line.alpha == 2.0, must be in (0, 1)",
        "{\"metric\": \"mean\", \"looks\": [{\"control\": {\"n\": 1.5}}]} | line.looks[].control.n == 1.5, must be a whole number in 0..1e15"
      })
  void impossibleLine_namesWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> replay(line)).isInstanceOf(Refused.class).hasMessage(message);
  }
}
