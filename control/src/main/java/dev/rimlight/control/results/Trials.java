package dev.rimlight.control.results;

import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.Trial;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.store.Document;
import dev.rimlight.core.InvalidDefinition;
import java.util.Optional;

/// Experiments as they are drafted, with the metrics that they share, and whether they are killed.
final class Trials {
  private final Environment environment;

  Trials(Environment environment) {
    this.environment = environment;
  }

  record Draft(Document document, Trial trial, boolean killed) {}

  Draft require(String experiment) {
    return find(experiment).orElseThrow(() -> DraftEditor.notFound(Noun.EXPERIMENT, experiment));
  }

  /// Rejected when it names a metric that there is not.
  Optional<Draft> find(String experiment) {
    try {
      return read(experiment);
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
  }

  private Optional<Draft> read(String experiment) {
    return environment.read(handle ->
        environment
            .documents()
            .find(handle, Noun.EXPERIMENT, experiment)
            .map(document -> {
              String flag = String.valueOf(document.tree().get("flag"));
              return new Draft(
                  document,
                  environment.documents().trial(handle, document),
                  environment.kills().read(handle).names(flag));
            }));
  }
}
