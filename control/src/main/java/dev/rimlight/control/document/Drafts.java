package dev.rimlight.control.document;

import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Experiment;
import dev.rimlight.core.Flag;
import dev.rimlight.core.InvalidDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// All documents of an environment on their way to becoming one revision.
public final class Drafts {
  private final Scripts scripts;
  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final Set<String> hardFlags = new HashSet<>();
  private final List<Experiment> experiments = new ArrayList<>();
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
      case EXPERIMENT -> Trial.read(document);
      case ROUTE -> Route.read(document, scripts);
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
        case EXPERIMENT -> experiments.add(Trial.read(document).experiment());
        case ROUTE -> {
          routes.add(Route.read(document, scripts));
          routeDocuments.put(key, document);
        }
      }
    } catch (InvalidDefinition invalid) {
      fault("/" + noun.word() + "s/" + key, invalid);
    }
  }

  /// The revision that these drafts make, or a rejection that lists what is wrong.
  public Definitions compile(String environment, int revision) {
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
                    environment, revision, List.copyOf(flags.values()), experiments, routesJson())
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
