package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.results.Summary;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Documents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The same operations for each kind of document.
final class DefinitionOperations {
  static final int LIST_ENTRIES = 500;
  static final int SEARCH_CHARS = 200;

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
      operations.add(Operation.of(Role.VIEWER, "GET", list, call -> list(noun, call)));
      operations.add(Operation.of(Role.VIEWER, "GET", one, call -> get(noun, call)));
      operations.add(Operation.of(Role.EDITOR, "PUT", one, call -> put(noun, call)));
      operations.add(Operation.of(Role.EDITOR, "DELETE", one, call -> delete(noun, call)));
      operations.add(Operation.of(Role.VIEWER, "GET", one + "/uses", call -> uses(noun, call)));
      operations.addAll(history.of(noun, one));
    }
    return operations;
  }

  private Answer list(Noun noun, Call call) {
    Entries.Listed listed = entries.list(noun, page(call));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        noun.word() + "s",
        switch (noun) {
          case EXPERIMENT -> withSummaries(listed.entries());
          case ROUTE ->
              listed.entries().stream()
                  .sorted(Comparator.comparingInt(DefinitionOperations::priority))
                  .toList();
          case FLAG, SEGMENT, LAYER, HOLDOUT, METRIC -> listed.entries();
        });
    answer.put("total", listed.total());
    listed.next().ifPresent(next -> answer.put("next", next));
    return new Answer.Value(answer);
  }

  private static Documents.Page page(Call call) {
    String text = call.query("q").orElse("");
    if (text.length() > SEARCH_CHARS) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "q has %d characters, must have <= %d".formatted(text.length(), SEARCH_CHARS));
    }
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
            .filter(word -> !word.isEmpty())
            .distinct()
            .toList();
    return new Documents.Page(
        words,
        call.query("after").orElse(""),
        (int) call.whole("limit", 1, LIST_ENTRIES).orElse(Integer.MAX_VALUE));
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

  private Answer uses(Noun noun, Call call) {
    return new Answer.Value(Map.of("uses", entries.usedBy(noun, call.parameter("key"))));
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
