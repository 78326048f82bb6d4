package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.results.Summary;
import dev.rimlight.control.store.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Flags, experiments and routes: the same five operations for each.
final class DefinitionOperations {
  private final Environment environment;
  private final DraftEditor editor;
  private final Entries entries;
  private final ResultsDesk results;
  private final HistoryOperations history;

  DefinitionOperations(
      Environment environment, DraftEditor editor, Entries entries, ResultsDesk results) {
    this.history = new HistoryOperations(environment, editor, entries);
    this.environment = environment;
    this.editor = editor;
    this.entries = entries;
    this.results = results;
  }

  List<Operation> all() {
    List<Operation> operations = new ArrayList<>();
    for (Noun noun : Noun.values()) {
      String list = "/v1/environments/{environment}/" + noun.word() + "s";
      String one = list + "/{key}";
      operations.add(Operation.of(Role.VIEWER, "GET", list, _ -> list(noun)));
      operations.add(Operation.of(Role.VIEWER, "GET", one, call -> get(noun, call)));
      operations.add(Operation.of(Role.EDITOR, "PUT", one, call -> put(noun, call)));
      operations.add(Operation.of(Role.EDITOR, "DELETE", one, call -> delete(noun, call)));
      operations.addAll(history.of(noun, one));
    }
    return operations;
  }

  private Answer list(Noun noun) {
    List<Map<String, Object>> all = entries.list(noun);
    return new Answer.Value(
        Map.of(
            noun.word() + "s",
            switch (noun) {
              case FLAG -> all;
              case EXPERIMENT -> withSummaries(all);
              case ROUTE ->
                  all.stream()
                      .sorted(Comparator.comparingInt(DefinitionOperations::priority))
                      .toList();
            }));
  }

  private List<Map<String, Object>> withSummaries(List<Map<String, Object>> experiments) {
    Map<String, Summary> summaries =
        results.summaries(
            experiments.stream()
                .filter(entry -> entry.containsKey("startedAt"))
                .map(DefinitionOperations::key)
                .toList());
    for (Map<String, Object> entry : experiments) {
      Summary summary = summaries.get(key(entry));
      if (summary != null) {
        entry.put("summary", summary);
      }
    }
    return experiments;
  }

  private static String key(Map<String, Object> entry) {
    return entry.get("experiment") instanceof Map<?, ?> experiment
        ? String.valueOf(experiment.get("key"))
        : "";
  }

  private static int priority(Map<String, Object> entry) {
    return entry.get("route") instanceof Map<?, ?> route
            && route.get("priority") instanceof Integer priority
        ? priority
        : 0;
  }

  private Answer get(Noun noun, Call call) {
    String key = call.parameter("key");
    Document document =
        environment
            .read(handle -> environment.documents().find(handle, noun, key))
            .orElseThrow(() -> DraftEditor.notFound(noun, key));
    return shown(200, document);
  }

  private Answer put(Noun noun, Call call) {
    DraftEditor.Saved saved =
        editor.put(
            new DraftEditor.Wish(noun, call.parameter("key"), call.body(), call.by()),
            call.precondition());
    return shown(saved.created() ? 201 : 200, saved.document());
  }

  private Answer delete(Noun noun, Call call) {
    editor.delete(noun, call.parameter("key"), call.version(), call.by());
    return new Answer.Nothing(Map.of());
  }

  private Answer shown(int status, Document document) {
    return new Answer.Value(
        status, entries.entry(document), Map.of("ETag", "\"" + document.version() + "\""));
  }
}
