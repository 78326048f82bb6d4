package dev.rimlight.control.document;

import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.InvalidDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// An experiment with what the engine does not need to decide but judging does: metrics, plan and
/// status.
///
/// @param plannedUnits planned size of both arms of a comparison together
public record Trial(
    Experiment experiment,
    String name,
    Status status,
    OptionalLong plannedUnits,
    List<Metric> metrics) {
  static final int METRICS = 50;
  static final int ARMS = 20;
  static final long MIN_PLANNED_UNITS = 100;
  static final long MAX_PLANNED_UNITS = 1_000_000_000;

  /// Where an experiment is in its life; it never goes back.
  public enum Status {
    DRAFT,
    RUNNING,
    STOPPED
  }

  public Trial {
    metrics = List.copyOf(metrics);
  }

  public static Trial read(Map<String, ?> named, MetricLibrary library) {
    Map<String, Object> document = library.resolve(named);
    Experiment experiment = DefinitionsJson.readExperiment(document);
    Labels.check(document);
    requireArms(experiment);
    Fields fields = new Fields(document, "");
    List<Metric> metrics = fields.list("metrics", 1, METRICS, Metric::read);
    requireDistinct(metrics);
    return new Trial(
        experiment,
        fields.optionalText("name", Labels.NAME_CHARS).orElse(experiment.key()),
        fields.oneOf("status", List.of(Status.values()), Metric::word),
        fields.optionalInteger("plannedUnits", MIN_PLANNED_UNITS, MAX_PLANNED_UNITS),
        metrics);
  }

  private static void requireArms(Experiment experiment) {
    int arms = experiment.shares().size();
    if (arms < 2 || arms > ARMS) {
      throw new InvalidDefinition(
          "variants_out_of_range",
          "/variants",
          "variants has %d entries, must be 2..%d".formatted(arms, ARMS));
    }
  }

  private static void requireDistinct(List<Metric> metrics) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (!keys.add(metrics.get(i).key())) {
        throw new InvalidDefinition(
            "duplicate_metric",
            "/metrics/" + i + "/key",
            "key == \"%s\", must be unique within the experiment".formatted(metrics.get(i).key()));
      }
    }
  }
}
