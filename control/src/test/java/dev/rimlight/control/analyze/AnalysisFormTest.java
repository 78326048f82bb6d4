package dev.rimlight.control.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One experiment a line: the guide's example answers what the guide says, and a mistake has its
/// name.
class AnalysisFormTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static JsonNode answer(String line) {
    return JSON.readTree(JSON.writeValueAsString(AnalysisForm.answer(JSON.readTree(line))));
  }

  /// The blocks of the guide, in their order: the line, and the recommendation.
  private static List<String> guide() throws Exception {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("rimlight.root")));
    String text = Files.readString(root.resolve("docs/guides/analyze.md"));
    List<String> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(text);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  @Test
  void exampleOfTheGuide_answersWhatTheGuideSays() throws Exception {
    JsonNode result = answer(guide().get(0));
    assertThat(result.get("recommendation")).isEqualTo(JSON.readTree(guide().get(1)));
    assertThat(result.get("health").get(0).get("state").asString()).isEqualTo("ok");
    assertThat(result.get("metrics").get(1).get("comparisons").get(0).get("covariate")).isNotNull();
    assertThat(result.get("segments").get(0).get("parts")).hasSize(2);
  }

  @Test
  void ratioAndQuantile_areCompared() {
    JsonNode result =
        answer(
            """
            {"arms": [{"arm": "a"}, {"arm": "b"}], "horizon": {"method": "fixed"}, "metrics": [
              {"metric": "ctr", "kind": "ratio", "arms": {
                "a": {"n": 400, "sum_m": 400, "ssq_m": 900, "sum_d": 800, "ssq_d": 2000, "sp_d_m": 1000},
                "b": {"n": 400, "sum_m": 480, "ssq_m": 1000, "sum_d": 800, "ssq_d": 2000, "sp_d_m": 1100}}},
              {"metric": "lcp", "kind": "quantile", "role": "guardrail", "direction": "decrease", "arms": {
                "a": {"level": 0.75, "events": 900, "value": 2500, "low": 2400, "high": 2600,
                      "clusters": {"n": 400, "sum_m": 675, "ssq_m": 1700, "sum_d": 900, "ssq_d": 2500, "sp_d_m": 1950}},
                "b": {"level": 0.75, "events": 900, "value": 2300, "low": 2200, "high": 2400,
                      "clusters": {"n": 400, "sum_m": 675, "ssq_m": 1700, "sum_d": 900, "ssq_d": 2500, "sp_d_m": 1950}}}}]}
            """);
    JsonNode ctr = result.get("metrics").get(0).get("comparisons").get(0).get("valid");
    assertThat(ctr.get("absolute").asDouble()).isEqualTo(0.6 - 0.5);
    JsonNode lcp = result.get("metrics").get(1).get("comparisons").get(0);
    assertThat(lcp.get("valid").get("absolute").asDouble()).isEqualTo(-200);
    assertThat(lcp.get("guardrail").asString()).isEqualTo("pass");
  }

  @Test
  void armWithoutUnits_isRefusedInItsPlace() {
    JsonNode result =
        answer(
            """
            {"arms": [{"arm": "a"}, {"arm": "b"}], "metrics": [
              {"metric": "m", "kind": "mean", "arms": {"a": {"n": 5, "sum_x": 5, "ssq_x": 6}}}]}
            """);
    JsonNode comparison = result.get("metrics").get(0).get("comparisons").get(0);
    assertThat(comparison.get("valid"))
        .isEqualTo(JSON.valueToTree(Map.of("refused", "too_few_units")));
    assertThat(comparison.has("chance")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | line.arms is missing, must be a list of 1..10000 elements",
        "{\"alfa\": 1} | line.alfa is unknown, must be one of id, alpha, horizon, arms, metrics, dimensions, days, crossover_units, loss_rate, smallest_split_p, earlier_fractions",
        "{\"arms\": [{\"arm\": \"a\"}], \"metrics\": [{\"metric\": \"m\", \"kind\": \"mean\", \"arms\": {}}]} | line: arms == 1, must be >= 2",
        "{\"arms\": [{\"arm\": \"a\"}, {\"arm\": \"b\"}], \"metrics\": [{\"metric\": \"m\", \"kind\": \"sum\", \"arms\": {}}]} | line.metrics[].kind == \"sum\", must be one of proportion, mean, ratio, quantile",
        "{\"arms\": [{\"arm\": \"a\"}, {\"arm\": \"b\"}], \"metrics\": [{\"metric\": \"m\", \"kind\": \"proportion\", \"arms\": {\"a\": {\"n\": 5, \"sum_x\": 6}}}]} | line.metrics[].arms.a.sum_x == 6.0, must be in 0..5",
        "{\"arms\": [{\"arm\": \"a\"}, {\"arm\": \"b\"}], \"metrics\": [{\"metric\": \"m\", \"kind\": \"mean\", \"arms\": {\"c\": {\"n\": 5}}}]} | line.metrics[].arms.c is unknown, must be one of a, b"
      })
  void mistake_isNamed(String line, String message) {
    assertThatThrownBy(() -> AnalysisForm.answer(JSON.readTree(line)))
        .isInstanceOf(Refused.class)
        .hasMessage(message);
  }
}
