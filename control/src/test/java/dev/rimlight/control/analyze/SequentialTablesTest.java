package dev.rimlight.control.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.analyze.TableComparison.Tolerances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each case of the tables beside the checkout is answered within the tolerance that its table
/// states; where the other tool refuses, so do we. An absent table is a skipped test.
final class SequentialTablesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "avlm_anytime_regression",
        "beta_binomial_exact",
        "confseq_bounds",
        "gb_bandit",
        "gb_bayesian",
        "gb_sequential",
        "gsdesign_bounds",
        "msprt",
        "multiple_testing",
        "savvi_sequential_srm",
        "segment_heterogeneity",
        "spotify_group_sequential",
        "spotify_ztest",
        "srm_chi2",
        "tea_multiplicity",
        "tea_sample_ratio",
      })
  void referenceTable_isMet(String table, TestReporter reporter) {
    JsonNode cases = cases(table);
    ReferenceMethod method = Objects.requireNonNull(SequentialTables.methods().get(table));
    List<String> missed = new ArrayList<>();
    for (JsonNode each : cases) {
      List<String> differences =
          TableComparison.differences(method, each, tolerances(table, each.get("input")));
      if (!differences.isEmpty()) {
        missed.add(each.get("id").asString() + " " + differences);
      }
    }
    int met = cases.size() - missed.size();
    reporter.publishEntry(table, met + " of " + cases.size() + " cases met");
    assertThat(missed).as("%s: %d of %d met", table, met, cases.size()).isEmpty();
  }

  private static Tolerances tolerances(String table, JsonNode input) {
    Tolerances usual = SequentialTolerances.of(table);
    if (!table.equals("spotify_ztest")) {
      return usual;
    }
    if (!input.get("absolute").asBoolean()) {
      return SequentialTolerances.withoutIntervals(usual);
    }
    return input.get("ordinal").isNull() ? usual : SequentialTolerances.atLooks(usual);
  }

  private static JsonNode cases(String table) {
    Path path =
        Path.of(System.getProperty("rimlight.root", ".."))
            .resolve("../shared/statistics")
            .resolve(table + ".json")
            .normalize();
    Assumptions.assumeTrue(Files.exists(path), "reference table absent: " + path);
    return JsonMapper.shared().readTree(path).get("cases");
  }
}
