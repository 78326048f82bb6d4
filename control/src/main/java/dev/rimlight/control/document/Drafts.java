package dev.rimlight.control.document;

import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.Holdout;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.Layer;
import dev.rimlight.core.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// All documents of an environment on their way to becoming one revision.
public final class Drafts {
  private final Scripts scripts;
  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final Set<String> hardFlags = new HashSet<>();
  private final Map<String, Map<String, Object>> experiments = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Layer> layers = new ArrayList<>();
  private final List<Holdout> holdouts = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final Map<String, Map<String, Object>> routeDocuments = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  public Drafts(Scripts scripts) {
    this.scripts = scripts;
  }

  /// Refuses a document that is invalid by itself, whatever the others say.
  public static void check(Noun noun, Map<String, Object> document, Scripts scripts) {
    switch (noun) {
      case FLAG -> {
        DefinitionsJson.readFlag(document);
        Labels.check(document);
      }
      case EXPERIMENT -> Trial.read(document, MetricLibrary.ANY);
      case ROUTE -> Route.read(document, scripts);
      case SEGMENT -> DefinitionsJson.readSegment(document);
      case LAYER -> DefinitionsJson.readLayer(document);
      case HOLDOUT -> DefinitionsJson.readHoldout(document);
      case METRIC -> Metric.readShared(document);
    }
  }

  public void add(Noun noun, String key, Map<String, Object> document) {
    try {
      switch (noun) {
        case FLAG -> {
          flags.put(key, DefinitionsJson.readFlag(document));
          if (KillClass.of(document) == KillClass.HARD) {
            hardFlags.add(key);
          }
        }
        case EXPERIMENT -> experiments.put(key, document);
        case ROUTE -> {
          routes.add(Route.read(document, scripts));
          routeDocuments.put(key, document);
        }
        case SEGMENT -> segments.add(DefinitionsJson.readSegment(document));
        case LAYER -> layers.add(DefinitionsJson.readLayer(document));
        case HOLDOUT -> holdouts.add(DefinitionsJson.readHoldout(document));
        case METRIC -> {
          Metric.readShared(document);
          metrics.put(key, document);
        }
      }
    } catch (InvalidDefinition invalid) {
      fault("/" + noun.word() + "s/" + key, invalid);
    }
  }

  /// The revision that these drafts make, or a rejection that lists what is wrong.
  public Definitions compile(String environment, int revision) {
    List<Experiment> read = experiments();
    if (faults.isEmpty()) {
      for (Route route : routes) {
        try {
          route.requireKnown(flags);
        } catch (InvalidDefinition invalid) {
          fault("", invalid);
        }
      }
      try {
        Definitions definitions =
            new Definitions(
                    environment,
                    revision,
                    List.copyOf(flags.values()),
                    read,
                    segments,
                    layers,
                    holdouts,
                    routesJson())
                .checked();
        if (faults.isEmpty()) {
          return definitions;
        }
      } catch (InvalidDefinition invalid) {
        fault("", invalid);
      }
    }
    throw new Rejected(
            Rejection.INVALID_DOCUMENT,
            "nothing is published: %d of the drafts' names and values are wrong, the first is: %s"
                .formatted(faults.size(), faults.getFirst().message()))
        .withFaults(faults);
  }

  /// Read last, when all metrics are known.
  private List<Experiment> experiments() {
    List<Experiment> read = new ArrayList<>();
    experiments.forEach((key, document) -> {
      try {
        read.add(
            Trial.read(document, metric -> Optional.ofNullable(metrics.get(metric))).experiment());
      } catch (InvalidDefinition invalid) {
        fault("/experiments/" + key, invalid);
      }
    });
    return read;
  }

  private String routesJson() {
    return Json.write(
        routes.stream()
            .sorted(Comparator.comparingInt(Route::priority).thenComparing(Route::key))
            .map(route -> {
              Map<String, Object> document =
                  Objects.requireNonNull(routeDocuments.get(route.key()));
              return PublishedRoute.of(document, hardFlags);
            })
            .toList());
  }

  private void fault(String prefix, InvalidDefinition invalid) {
    faults.add(new Fault(prefix + invalid.pointer(), String.valueOf(invalid.getMessage())));
  }
}
