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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The same operations for each kind of document.
final class DefinitionOperations {
  static final int LIST_ENTRIES = 500;
  static final int SEARCH_CHARS = 200;

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
    return call.query("q").isEmpty()
            && call.query("after").isEmpty()
            && call.query("limit").isEmpty()
        ? list(noun)
        : page(noun, page(call));
  }

  private Answer page(Noun noun, Documents.Page page) {
    Entries.Listed listed = entries.list(noun, page);
    List<String> started = noun == Noun.EXPERIMENT ? started(listed.entries()) : List.of();
    Map<String, Object> answer =
        shown(
            noun,
            listed.entries(),
            started.isEmpty() ? Map.of() : results.summaries(started),
            listed.total());
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
    return new ListText(
        drafts, until, Answer.Written.of(shown(noun, drafts, summaries, drafts.size())));
  }

  private static List<String> started(List<Map<String, Object>> experiments) {
    return experiments.stream()
        .filter(entry -> entry.containsKey("startedAt"))
        .map(DefinitionOperations::key)
        .toList();
  }

  private static Map<String, Object> shown(
      Noun noun, List<Map<String, Object>> drafts, Map<String, Summary> summaries, long total) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(
        noun.word() + "s",
        switch (noun) {
          case FLAG, SEGMENT, LAYER, HOLDOUT, METRIC -> drafts;
          case EXPERIMENT -> drafts.stream().map(entry -> withSummary(entry, summaries)).toList();
          case ROUTE ->
              drafts.stream()
                  .sorted(Comparator.comparingInt(DefinitionOperations::priority))
                  .toList();
        });
    shown.put("total", total);
    return shown;
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
