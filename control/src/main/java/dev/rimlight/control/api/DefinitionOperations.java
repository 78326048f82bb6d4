package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.results.Summary;
import dev.rimlight.control.store.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Flags, experiments and routes: the same five operations for each.
final class DefinitionOperations {
  /// So long the summaries in a list serve everybody who asks.
  static final Duration SUMMARIES = Duration.ofSeconds(1);

  private final Environment environment;
  private final DraftEditor editor;
  private final Entries entries;
  private final ResultsDesk results;
  private final HistoryOperations history;
  private final Map<Noun, ListText> texts = new ConcurrentHashMap<>();
  private final Map<Noun, ReentrantLock> writing = new EnumMap<>(Noun.class);

  /// A list as it was written last, and of what.
  ///
  /// @param until when its summaries are asked for again
  private record ListText(List<Map<String, Object>> drafts, long until, Answer answer) {
    /// They are the same list until something is logged; comparing its values would cost more than
    /// writing it.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(List<Map<String, Object>> now) {
      return drafts == now;
    }
  }

  DefinitionOperations(
      Environment environment, DraftEditor editor, Entries entries, ResultsDesk results) {
    this.history = new HistoryOperations(environment, editor, entries);
    this.environment = environment;
    this.editor = editor;
    this.entries = entries;
    this.results = results;
    for (Noun noun : Noun.values()) {
      writing.put(noun, new ReentrantLock());
    }
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

  /// One at a time writes a list. Who only wants newer summaries does not wait for that.
  private Answer list(Noun noun) {
    List<Map<String, Object>> drafts = entries.list(noun);
    ReentrantLock lock = Objects.requireNonNull(writing.get(noun));
    ListText text = texts.get(noun);
    if (text != null && text.isOf(drafts) && (isFresh(text) || lock.isLocked())) {
      return text.answer();
    }
    lock.lock();
    try {
      ListText last = texts.get(noun);
      if (last != null && last.isOf(drafts) && isFresh(last)) {
        return last.answer();
      }
      ListText written = write(noun, drafts);
      texts.put(noun, written);
      return written.answer();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFresh(ListText text) {
    return environment.now() < text.until();
  }

  private ListText write(Noun noun, List<Map<String, Object>> drafts) {
    List<String> started = noun == Noun.EXPERIMENT ? started(drafts) : List.of();
    Map<String, Summary> summaries = started.isEmpty() ? Map.of() : results.summaries(started);
    long until =
        started.isEmpty()
            ? Long.MAX_VALUE
            : summaries.size() < started.size() ? 0 : environment.now() + SUMMARIES.toMillis();
    return new ListText(drafts, until, Answer.Written.of(shown(noun, drafts, summaries)));
  }

  private static List<String> started(List<Map<String, Object>> experiments) {
    return experiments.stream()
        .filter(entry -> entry.containsKey("startedAt"))
        .map(DefinitionOperations::key)
        .toList();
  }

  private static Map<String, Object> shown(
      Noun noun, List<Map<String, Object>> drafts, Map<String, Summary> summaries) {
    return Map.of(
        noun.word() + "s",
        switch (noun) {
          case FLAG -> drafts;
          case EXPERIMENT -> drafts.stream().map(entry -> withSummary(entry, summaries)).toList();
          case ROUTE ->
              drafts.stream()
                  .sorted(Comparator.comparingInt(DefinitionOperations::priority))
                  .toList();
        });
  }

  private static Map<String, Object> withSummary(
      Map<String, Object> experiment, Map<String, Summary> summaries) {
    Map<String, Object> shown = new LinkedHashMap<>(experiment);
    Summary summary = summaries.get(key(experiment));
    if (summary != null) {
      shown.put("summary", summary);
    }
    return shown;
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
    Map<String, Object> entry =
        entries.find(noun, key).orElseThrow(() -> DraftEditor.notFound(noun, key));
    return new Answer.Value(200, entry, Map.of("ETag", "\"" + entry.get("version") + "\""));
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
