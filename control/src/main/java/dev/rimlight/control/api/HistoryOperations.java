package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.publish.DraftEditor;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a document was, what changed in it, what people say about it, and the way back.
final class HistoryOperations {
  static final int MOST_VERSIONS = 100;
  static final int REMARK_CHARS = 4_000;

  private final Environment environment;
  private final DraftEditor editor;
  private final Entries entries;

  HistoryOperations(Environment environment, DraftEditor editor, Entries entries) {
    this.environment = environment;
    this.editor = editor;
    this.entries = entries;
  }

  List<Operation> of(Noun noun, String one) {
    return List.of(
        Operation.of(Role.VIEWER, "GET", one + "/versions", call -> versions(noun, call)),
        Operation.of(Role.VIEWER, "GET", one + "/versions/{version}", call -> version(noun, call)),
        Operation.of(
            Role.EDITOR,
            "POST",
            one + "/versions/{version}/restoration",
            call -> restore(noun, call)),
        Operation.of(Role.VIEWER, "GET", one + "/comments", call -> comments(noun, call)),
        Operation.of(Role.EDITOR, "POST", one + "/comments", call -> comment(noun, call)));
  }

  private Answer versions(Noun noun, Call call) {
    int limit = (int) call.whole("limit", 1, MOST_VERSIONS).orElse(MOST_VERSIONS);
    long before = call.whole("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    // One more, for the differences of the last.
    List<History.Version> found =
        environment.read(handle ->
            environment.history().versions(handle, noun, call.parameter("key"), before, limit + 1));
    if (found.isEmpty() && before == Long.MAX_VALUE) {
      throw DraftEditor.notFound(noun, call.parameter("key"));
    }
    List<Map<String, Object>> versions = new ArrayList<>();
    for (int i = 0; i < Math.min(limit, found.size()); i++) {
      versions.add(shown(found.get(i), i + 1 < found.size() ? found.get(i + 1).tree() : Map.of()));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("versions", versions);
    if (found.size() > limit) {
      answer.put("next", found.get(limit - 1).version());
    }
    return new Answer.Value(answer);
  }

  private static Map<String, Object> shown(History.Version version, Map<String, Object> before) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("version", version.version());
    shown.put("updatedAt", version.updatedAt());
    shown.put("updatedBy", version.updatedBy());
    shown.put(
        "differences", before.isEmpty() ? List.of() : FieldDiff.between(before, version.tree()));
    return shown;
  }

  /// Compared with the version before it, or with another one.
  private Answer version(Noun noun, Call call) {
    long number = call.number("version");
    History.Version version = find(noun, call, number);
    long with = call.whole("with", 1, Long.MAX_VALUE).orElse(number - 1);
    Map<String, Object> other = with == 0 ? Map.of() : find(noun, call, with).tree();
    Map<String, Object> shown = shown(version, other);
    shown.put(noun.word(), version.tree());
    return new Answer.Value(shown);
  }

  private History.Version find(Noun noun, Call call, long number) {
    String key = call.parameter("key");
    return environment
        .read(handle -> environment.history().version(handle, noun, key, number))
        .orElseThrow(() ->
            new Rejected(
                Rejection.NOT_FOUND,
                "%s %s has no version %d".formatted(noun.word(), key, number)));
  }

  private Answer restore(Noun noun, Call call) {
    DraftEditor.Saved saved =
        editor.restore(
            noun, call.parameter("key"), call.number("version"), call.version(), call.by());
    return new Answer.Value(
        200,
        entries.entry(saved.document()),
        Map.of("ETag", "\"" + saved.document().version() + "\""));
  }

  private Answer comments(Noun noun, Call call) {
    return new Answer.Value(
        Map.of(
            "comments",
            environment.read(
                handle -> environment.history().remarks(handle, noun, call.parameter("key")))));
  }

  private Answer comment(Noun noun, Call call) {
    String text = new TextFields(call.body(), List.of("text")).required("text", REMARK_CHARS);
    if (text.isBlank()) {
      throw new Rejected(Rejection.INVALID_REQUEST, "text is blank, must say something");
    }
    History.Remark said = environment.say(noun, call.parameter("key"), text, call.by());
    return new Answer.Value(201, said, Map.of());
  }
}
