package dev.rimlight.control.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rimlight.control.analyze.Expectation.Tolerance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tables about estimates beside the checkout, through the methods of the command, member by
/// member within the table's tolerance. What the other tool refuses, the command refuses. The
/// others are those of [SequentialTablesTest], whose tolerances differ by member.
final class ReferenceTablesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, ReferenceMethod> methods = EstimationTables.methods();

  @Test
  void everyTable_hasItsMethod() {
    List<ReferenceTable> tables = ReferenceTable.all();
    Assumptions.assumeFalse(tables.isEmpty(), "reference tables absent");
    List<String> unknown =
        tables.stream()
            .map(ReferenceTable::method)
            .filter(name -> !methods.containsKey(name))
            .filter(name -> !SequentialTables.methods().containsKey(name))
            .toList();
    assertThat(unknown).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> everyCase_isMet() {
    return ReferenceTable.all().stream()
        .filter(table -> methods.containsKey(table.method()))
        .map(table ->
            DynamicTest.dynamicTest(
                table.method() + ", " + table.cases().size() + " cases", () -> check(table)));
  }

  private void check(ReferenceTable table) {
    ReferenceMethod method = Objects.requireNonNull(methods.get(table.method()));
    List<String> misses = new ArrayList<>();
    int met = 0;
    for (JsonNode each : table.cases()) {
      List<String> ofCase = misses(table.method(), method, each);
      met += ofCase.isEmpty() ? 1 : 0;
      ofCase.forEach(miss -> misses.add(each.get("id").asString() + " " + miss));
    }
    assertThat(misses)
        .as("%s: %d of %d cases met", table.method(), met, table.cases().size())
        .isEmpty();
  }

  private static List<String> misses(String table, ReferenceMethod method, JsonNode each) {
    JsonNode expected = each.path(each.has("expected") ? "expected" : "expected_computed");
    boolean refused = refused(expected);
    try {
      JsonNode answer = JSON.readTree(JSON.writeValueAsString(method.answer(each.get("input"))));
      if (refused) {
        return List.of("answered " + answer + ", expected a refusal");
      }
      Expectation expectation = new Expectation(tolerance(table, each.get("input")));
      expectation.compare("", expected, answer);
      return expectation.misses().stream().filter(miss -> !known(table, miss)).toList();
    } catch (Refused e) {
      return refused ? List.of() : List.of("refused: " + e.getMessage());
    }
  }

  /// The other tool gives none of the two views.
  private static boolean refused(JsonNode expected) {
    return expected.at("/relative/error").isString() && expected.at("/absolute/error").isString();
  }

  private static Tolerance tolerance(String table, JsonNode input) {
    return switch (table) {
      case "gb_proportion" -> new Tolerance(1e-12, 1e-10, 1e-8, 1e-8, 0);
      case "gb_mean" -> new Tolerance(1e-9, 1e-8, 1e-7, 1e-6, 0);
      case "gb_ratio" -> new Tolerance(1e-10, 1e-8, 1e-7, 1e-6, 0);
      case "gb_cuped_mean", "gb_cuped_ratio" -> new Tolerance(1e-9, 1e-7, 1e-7, 1e-6, 0);
      case "gb_poststrat" -> new Tolerance(1e-9, 1e-7, 1e-7, 1e-6, 0);
      case "gb_quantile" -> new Tolerance(1e-9, 1e-9, 1e-7, 1e-6, 0);
      case "fieller_relative" -> Tolerance.of(1e-9);
      case "raw_events_pipeline" -> new Tolerance(1e-8, 1e-8, 1e-8, 1e-8, 0);
      case "regression_adjustment_raw" -> Tolerance.of(1e-9);
      case "numerics_exact_moments" -> Tolerance.of(1e-9);
      case "tea_mean_ratio_cuped", "published_experiments" -> Tolerance.of(1e-8);
      // Barnard's p is a maximum over a nuisance parameter: absolute 1e-4.
      case "tea_proportion" -> new Tolerance(1e-8, 1e-8, 1e-8, 1e-8, 1e-12);
      case "small_sample_proportions" -> new Tolerance(1e-10, 1e-10, 1e-10, 1e-10, 1e-5);
      case "tea_power" -> new Tolerance(1e-6, 1e-6, 1e-6, 1e-6, 1e-8);
      // The tool's Bayesian effects lie on a grid of 1e-5.
      case "gb_power" ->
          input.get("engine").asString().startsWith("bayes")
              ? new Tolerance(0, 0, 0, 0, 2e-5)
              : new Tolerance(1e-8, 1e-8, 1e-8, 1e-8, 1e-9);
      // The tool bisects to a power of 1e-5.
      case "gb_midexperiment_power" -> new Tolerance(1e-9, 1e-9, 1e-9, 1e-3, 1e-9);
      case "spotify_sample_size" -> new Tolerance(1e-10, 1e-10, 1e-10, 1e-10, 1);
      default -> Tolerance.of(1e-8);
    };
  }

  /// Where the table holds a failure or a slip of its tool. The score intervals exist at zero
  /// counts, where the tool's search finds none; and the tool (statsmodels 0.13.5) writes `count0 *
  /// diff` for `nobs0 * diff` in the cubic of `diff.score`, which moves its ends. `ScoreTestTest`
  /// of `stats` holds ours to values found without that cubic.
  private static boolean known(String table, String miss) {
    return table.equals("small_sample_proportions")
        && (miss.startsWith("diff.score")
            || miss.startsWith("odds-ratio.score") && miss.endsWith("expected \"error\"")
            || miss.startsWith("ratio.score") && miss.endsWith("expected \"NaN\""));
  }

  /// What was published, to half a unit of its last digit, or 1e-12.
  @Test
  void publishedNumbers_areMetToTheirDigits() {
    List<ReferenceTable> tables =
        ReferenceTable.all().stream()
            .filter(table -> table.method().equals("published_experiments"))
            .toList();
    Assumptions.assumeFalse(tables.isEmpty(), "reference table absent: published_experiments");
    ReferenceMethod method = Objects.requireNonNull(methods.get("published_experiments"));
    for (JsonNode each : tables.getFirst().cases()) {
      Map<String, Object> answer = method.answer(each.get("input"));
      JsonNode given = JSON.readTree(JSON.writeValueAsString(answer));
      each.get("published")
          .properties()
          .forEach(member -> {
            if (member.getValue().isNumber()) {
              BigDecimal printed = new BigDecimal(member.getValue().asString());
              double half = Math.max(0.5 * Math.pow(10, -printed.scale()), 1e-12);
              assertThat(given.get(member.getKey()).asDouble())
                  .as("%s %s", each.get("id").asString(), member.getKey())
                  .isCloseTo(printed.doubleValue(), within(half * (1 + 1e-9)));
            }
          });
    }
  }
}
