package dev.rimlight.stats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The cases of one reference table beside the checkout; tests that need an absent table are
/// skipped with the reason.
final class ReferenceTable {
  private ReferenceTable() {}

  static List<JsonNode> cases(String method) {
    Path table =
        Path.of(System.getProperty("rimlight.root", ".."))
            .resolve("../shared/statistics")
            .resolve(method + ".json")
            .normalize();
    Assumptions.assumeTrue(Files.exists(table), "reference table absent: " + table);
    JsonNode cases = JsonMapper.shared().readTree(table).get("cases");
    return cases.valueStream().toList();
  }

  static Moments proportion(JsonNode arm) {
    return Moments.ofProportion(arm.get("n").asLong(), arm.get("sum").asLong());
  }

  static Moments mean(JsonNode arm) {
    return Moments.ofSums(
        arm.get("n").asLong(),
        arm.get("sum").asDouble(),
        arm.get("sum_squares").asDouble(),
        Moments.NON_ZERO_UNKNOWN);
  }

  /// The tables write non-finite numbers as strings.
  static double number(JsonNode node) {
    return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
  }

  static double[] numbers(JsonNode array) {
    return array.valueStream().mapToDouble(ReferenceTable::number).toArray();
  }

  static long[] counts(JsonNode array) {
    return array.valueStream().mapToLong(JsonNode::asLong).toArray();
  }
}
