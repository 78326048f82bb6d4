package dev.rimlight.control.results;

import dev.rimlight.control.results.Results.Comparison;
import dev.rimlight.control.results.Results.MetricResult;
import dev.rimlight.control.results.Results.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// The verdicts of an experiment as a table, one row per metric and variant, for spreadsheets.
public final class ResultsTable {
  private static final CsvMapper CSV = new CsvMapper();

  private ResultsTable() {}

  /// With a line of names first; what is not known is empty.
  public static String csv(Results results) {
    List<Map<String, @Nullable Object>> rows =
        results.metrics().stream()
            .flatMap(metric -> metric.arms().stream().map(arm -> row(results, metric, arm)))
            .toList();
    CsvSchema.Builder columns = CsvSchema.builder().setUseHeader(true);
    rows.stream().limit(1).forEach(row -> row.keySet().forEach(columns::addColumn));
    return CSV.writer(columns.build()).writeValueAsString(rows);
  }

  private static Map<String, @Nullable Object> row(
      Results results, MetricResult metric, Results.Arm arm) {
    Optional<Comparison> comparison =
        metric.comparisons().stream()
            .filter(each -> each.variant().equals(arm.variant()))
            .findFirst();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("experiment", results.experiment());
    row.put("as_of", results.asOf());
    row.put("decision", json(results.decision().code()));
    row.put("metric", metric.metric());
    row.put("name", metric.name());
    row.put("role", metric.role());
    row.put("unit", metric.unit());
    row.put("variant", arm.variant());
    row.put("units", arm.units());
    row.put("mean", arm.mean());
    row.put("verdict", comparison.map(each -> json(each.verdict())).orElse(null));
    put(row, "relative", comparison.map(each -> each.always().relative()));
    put(row, "absolute", comparison.map(each -> each.always().absolute()));
    row.put("p_always", comparison.map(each -> each.always().p()).orElse(null));
    row.put("p_fixed", comparison.map(each -> each.fixed().p()).orElse(null));
    row.put(
        "p_corrected",
        comparison.map(Comparison::corrected).map(Results.Corrected::p).orElse(null));
    row.put(
        "chance_better",
        comparison.map(Comparison::chance).map(Results.Likelihood::better).orElse(null));
    row.put(
        "variance_reduction",
        comparison.map(Comparison::covariate).map(Results.Past::varianceReduction).orElse(null));
    row.put("guardrail", comparison.map(Comparison::guardrail).orElse(null));
    return row;
  }

  private static void put(Map<String, @Nullable Object> row, String name, Optional<Span> span) {
    row.put(name, span.map(Span::estimate).orElse(null));
    row.put(name + "_low", span.map(Span::low).orElse(null));
    row.put(name + "_high", span.map(Span::high).orElse(null));
  }

  /// The word that the results have for it.
  private static String json(Enum<?> code) {
    return CSV.convertValue(code, String.class);
  }
}
