package dev.rimlight.bench;

import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The snapshot of the pages that bench/edge measures: what bench/edge/pages.mjs defines, and the
/// workload's fifty flags on the route of that name.
public final class PageSnapshot {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PageSnapshot() {}

  /// The definitions as JSON, and the file to write.
  public static void main(String[] arguments) throws IOException {
    Map<String, List<Map<String, Object>>> given =
        JSON.readValue(Path.of(arguments[0]), new TypeReference<>() {});
    List<FlagPlan> fifty = Workload.of(DecisionBenchmark.FLAGS).flags();
    List<Flag> flags = new ArrayList<>();
    fifty.forEach(flag -> flags.add(DefinitionsJson.readFlag(flag.document())));
    given
        .getOrDefault("flags", List.of())
        .forEach(flag -> flags.add(DefinitionsJson.readFlag(flag)));
    List<Experiment> experiments =
        given.getOrDefault("experiments", List.of()).stream()
            .map(DefinitionsJson::readExperiment)
            .toList();
    List<Map<String, Object>> routes = given.getOrDefault("routes", List.of());
    for (Map<String, Object> route : routes) {
      if ("fifty".equals(route.get("key"))) {
        route.put("flags", fifty.stream().map(FlagPlan::key).toList());
      }
    }
    Definitions definitions =
        new Definitions("bench", 1, flags, experiments, JSON.writeValueAsString(routes)).checked();
    Files.write(Path.of(arguments[1]), SnapshotCodec.encode(definitions));
  }
}
