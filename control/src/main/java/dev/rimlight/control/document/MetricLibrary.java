package dev.rimlight.control.document;

import dev.rimlight.core.InvalidDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metrics that experiments share, by key. An experiment's `{"metric": "orders", "role":
/// "goal"}` stands for the whole of it.
public interface MetricLibrary {
  /// For what is wrong whatever the library holds.
  MetricLibrary ANY =
      key ->
          Optional.of(
              Map.of("key", key, "kind", "proportion", "event", key, "direction", "increase"));

  Optional<Map<String, Object>> find(String key);

  /// An experiment's document with every metric written out.
  default Map<String, Object> resolve(Map<String, ?> experiment) {
    Map<String, Object> resolved = new LinkedHashMap<>(experiment);
    if (experiment.get("metrics") instanceof List<?> metrics) {
      List<Object> written = new ArrayList<>();
      for (int i = 0; i < metrics.size(); i++) {
        Object metric = metrics.get(i);
        written.add(
            metric instanceof Map<?, ?> fields && fields.containsKey("metric")
                ? resolve(metric, "/metrics/" + i)
                : metric);
      }
      resolved.put("metrics", written);
    }
    return resolved;
  }

  private Map<String, Object> resolve(Object named, String pointer) {
    Fields fields = Fields.of(named, pointer);
    String key = fields.key("metric");
    Map<String, Object> metric =
        new LinkedHashMap<>(
            find(key)
                .orElseThrow(() ->
                    new InvalidDefinition(
                        "unknown_metric",
                        pointer + "/metric",
                        "metric %s does not exist".formatted(key))));
    metric.remove("description");
    metric.remove("tags");
    metric.put(
        "role", Metric.word(fields.oneOf("role", List.of(Metric.Role.values()), Metric::word)));
    fields.optionalNumber("margin", 0, 1).ifPresent(margin -> metric.put("margin", margin));
    fields.end();
    return metric;
  }
}
