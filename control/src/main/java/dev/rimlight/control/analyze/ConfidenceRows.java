package dev.rimlight.control.analyze;

import dev.rimlight.stats.ArmMean;
import dev.rimlight.stats.Kind;
import dev.rimlight.stats.Moments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rows of a `spotify_ztest` case: sums by variation and whatever else they are grouped by.
record ConfidenceRows(List<Row> rows, String reference) {
  private static final Set<String> SUMS = Set.of("variation_name", "success", "ssq", "total");

  /// @param group the values of all grouping columns, in the order of the columns
  record Row(
      String variation,
      Map<String, JsonNode> group,
      ArmMean mean,
      boolean binary,
      double planned) {}

  static ConfidenceRows of(CaseInput input) {
    String planned =
        input.has("final_expected_sample_size_column")
            ? input.text("final_expected_sample_size_column")
            : "";
    return new ConfidenceRows(
        input.elements("rows", row -> row(row, planned)), input.text("reference"));
  }

  private static Row row(CaseInput row, String planned) {
    Map<String, JsonNode> group = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> column : row.node().properties()) {
      if (!SUMS.contains(column.getKey()) && !column.getKey().equals(planned)) {
        group.put(column.getKey(), column.getValue());
      }
    }
    boolean binary = !row.has("ssq");
    double finalSize = planned.isEmpty() ? Double.NaN : row.number(planned);
    return new Row(row.text("variation_name"), group, mean(row, binary), binary, finalSize);
  }

  private static ArmMean mean(CaseInput row, boolean binary) {
    long units = row.count("total");
    if (units == 0) {
      throw new Refused("TOO_FEW_UNITS");
    }
    return binary
        ? ArmMean.of(Kind.PROPORTION, Moments.ofProportion(units, row.count("success")))
        : ArmMean.of(
            Kind.MEAN,
            Moments.ofSums(
                units, row.number("success"), row.number("ssq"), Moments.NON_ZERO_UNKNOWN));
  }

  /// A group with its rows, the groups in order of their values.
  Map<Map<String, JsonNode>, List<Row>> groups() {
    Map<Map<String, JsonNode>, List<Row>> groups = new LinkedHashMap<>();
    rows.stream()
        .sorted((a, b) -> compare(a.group(), b.group()))
        .forEach(row -> groups.computeIfAbsent(row.group(), key -> new ArrayList<>()).add(row));
    return groups;
  }

  private static int compare(Map<String, JsonNode> a, Map<String, JsonNode> b) {
    for (Map.Entry<String, JsonNode> column : a.entrySet()) {
      JsonNode left = column.getValue();
      JsonNode right = b.getOrDefault(column.getKey(), left);
      int order =
          left.isNumber() && right.isNumber()
              ? Double.compare(left.asDouble(), right.asDouble())
              : left.asString("").compareTo(right.asString(""));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
