package dev.rimlight.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.DefinitionsJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sentences that lists and the audit show.
class SentencesTest {
  private static String summary(boolean on, Map<String, ?> otherwise, List<Map<String, ?>> rules) {
    return FlagSentence.of(
        DefinitionsJson.readFlag(
            Map.of(
                "key",
                "f",
                "type",
                "boolean",
                "on",
                on,
                "off",
                "no",
                "variants",
                List.of(Map.of("key", "no", "value", false), Map.of("key", "yes", "value", true)),
                "default",
                otherwise,
                "rules",
                rules)));
  }

  @Test
  void flag_isSaidInOneSentence() {
    Map<String, ?> no = Map.of("variant", "no");
    Map<String, ?> split =
        Map.of(
            "split",
            List.of(
                Map.of("variant", "no", "weight", 66_500),
                Map.of("variant", "yes", "weight", 33_500)));
    Map<String, ?> toAll = Map.of("id", "r", "serve", Map.of("experiment", "e"));
    Map<String, ?> toSome =
        Map.of(
            "id", "swiss",
            "serve", Map.of("variant", "yes"),
            "when", Map.of("attribute", "country", "operator", "equals", "values", List.of("CH")));
    assertThat(summary(false, no, List.of())).isEqualTo("Off: no to everyone");
    assertThat(summary(true, split, List.of())).isEqualTo("66.5% no / 33.5% yes to everyone");
    assertThat(summary(true, no, List.of(toAll))).isEqualTo("Experiment e to everyone, else no");
    assertThat(summary(true, no, List.of(toSome))).isEqualTo("yes by rule swiss, else no");
    assertThat(summary(true, no, List.of(toSome, toAll))).isEqualTo("2 rules, else no");
  }

  @Test
  void change_namesOnlyWhatChanged() {
    Map<String, Object> before = Map.of("status", "draft", "name", "x", "allocation", 1);
    Map<String, Object> after = Map.of("status", "running", "name", "y", "allocation", 2);
    assertThat(ChangeSentence.changed(Noun.EXPERIMENT, "e", before, after))
        .isEqualTo(
            "Experiment e: set its status from draft to running and changed its allocation and name");
    assertThat(ChangeSentence.changed(Noun.FLAG, "f", Map.of("on", false), Map.of("on", true)))
        .isEqualTo("Flag f: turned it on");
  }

  @ParameterizedTest
  @CsvSource({"100000, 100%", "1, 0.001%", "33333, 33.333%", "0, 0%"})
  void weight_isPercentWithoutTrailingZeros(int weight, String percent) {
    assertThat(FlagSentence.percent(weight, 100_000)).isEqualTo(percent);
  }
}
