package dev.rimlight.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.Context;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.core.Value;
import dev.rimlight.stats.Estimate;
import dev.rimlight.stats.FixedHorizon;
import dev.rimlight.stats.Interval;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The README's examples are executed: what it says comes out is what comes out.
class ReadmeTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String readme = Repository.open().text("README.md");

  @Test
  void flagExample_givesTheStatedDecisions() {
    String flag = block("json");
    Map<String, Object> document = JSON.readValue(flag, new TypeReference<>() {});
    Definitions definitions =
        new Definitions("readme", 1, List.of(DefinitionsJson.readFlag(document)), List.of(), "[]");
    Snapshot snapshot = Snapshot.open(SnapshotCodec.encode(definitions));
    List<MatchResult> stated =
        Pattern.compile("\\| `(\\w+)` from `(\\w+)` \\| `([^`]+)` \\|")
            .matcher(readme)
            .results()
            .toList();
    assertThat(stated).hasSizeGreaterThanOrEqualTo(3);
    for (MatchResult row : stated) {
      Context context = new Context(row.group(1)).with("country", new Value.Text(row.group(2)));
      assertThat(Decider.decide(snapshot, KillList.NONE, context, 0, 0).describe())
          .as(row.group())
          .isEqualTo(row.group(3));
    }
  }

  @Test
  void resultExample_isWhatStatsComputes() {
    List<MatchResult> arms =
        Pattern.compile("(?m)^(plain|urgent) +(\\d+) +(\\d+)").matcher(readme).results().toList();
    Moments control = moments(arms.get(0));
    Moments treatment = moments(arms.get(1));
    Estimate estimate = (Estimate) FixedHorizon.compare(Kind.PROPORTION, control, treatment, 0.05);
    Interval interval = estimate.relativeInterval().orElseThrow();
    assertThat(readme)
        .contains(
            String.format(
                Locale.ROOT,
                "uplift %+.1f %%, 95 %% interval %+.1f %% to %+.1f %%, p = %.2g",
                100 * estimate.relative().orElseThrow(),
                100 * interval.low(),
                100 * interval.high(),
                estimate.p()));
  }

  @Test
  void numbers_areThoseOfTheCommittedResults() {
    requireNumbers("demo.json", 9);
    requireNumbers("core.json", 9);
    requireNumbers("edge.json", 9);
    requireNumbers("propagation.json", 2);
  }

  /// The rows of the table that stands below the sentence which names the result.
  private void requireNumbers(String result, int atLeast) {
    String path = "bench/results/" + result;
    JsonNode numbers = JSON.readTree(Repository.open().text(path));
    String table = readme.substring(readme.indexOf("from `" + path + "`"));
    table = table.substring(0, table.indexOf("|\n\n"));
    List<MatchResult> rows =
        Pattern.compile("(?m)^\\|[^|]+\\| ([0-9.]+) [A-Za-z ]+\\| `([A-Za-z0-9.]+)` \\|?$")
            .matcher(table)
            .results()
            .toList();
    assertThat(rows).as(path).hasSizeGreaterThanOrEqualTo(atLeast);
    for (MatchResult row : rows) {
      JsonNode field = numbers.at("/" + row.group(2).replace('.', '/'));
      assertThat(Double.parseDouble(row.group(1))).as(row.group()).isEqualTo(field.asDouble());
    }
  }

  private static Moments moments(MatchResult arm) {
    return Moments.ofProportion(Long.parseLong(arm.group(2)), Long.parseLong(arm.group(3)));
  }

  private String block(String language) {
    int start = readme.indexOf("```" + language + "\n") + 4 + language.length();
    return readme.substring(start, readme.indexOf("```", start));
  }
}
