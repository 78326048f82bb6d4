package dev.rimlight.control.api;

import dev.rimlight.control.document.FlagSentence;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.document.Staleness;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Remembered;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Documents;
import dev.rimlight.control.store.Kill;
import dev.rimlight.control.store.Published;
import dev.rimlight.core.DefinitionsJson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Drafts as the API shows them: the document, and what is known about it beside its text.
final class Entries {
  /// A database takes so many parameters in one question.
  private static final int AT_ONCE = 500;

  private final Environment environment;
  private final Map<Noun, Remembered<List<Map<String, Object>>>> lists = new EnumMap<>(Noun.class);

  Entries(Environment environment) {
    this.environment = environment;
    for (Noun noun : Noun.values()) {
      lists.put(
          noun,
          new Remembered<>(
              environment, handle -> list(noun, Documents.Page.ALL, handle).entries()));
    }
  }

  /// Everything beside the drafts themselves, read once for a whole list.
  private record Background(
      Map<References.Name, Published> published, Map<String, Kill> kills, long now) {}

  Map<String, Object> entry(Document draft) {
    return environment.read(handle -> entry(draft, handle));
  }

  Optional<Map<String, Object>> find(Noun noun, String key) {
    return environment.read(handle ->
        environment.documents().find(handle, noun, key).map(draft -> entry(draft, handle)));
  }

  private Map<String, Object> entry(Document draft, Handle handle) {
    Map<References.Name, Published> published = new HashMap<>();
    environment
        .documents()
        .findPublished(handle, draft.noun(), draft.key())
        .ifPresent(found -> published.put(name(found), found));
    return entry(draft, new Background(published, kills(handle), environment.now()));
  }

  /// The same list, to be left as it is, until something changes.
  List<Map<String, Object>> list(Noun noun) {
    return Objects.requireNonNull(lists.get(noun)).value();
  }

  /// A page of a list.
  ///
  /// @param total on all pages
  /// @param next after which key the next page begins, if there is one
  record Listed(List<Map<String, Object>> entries, long total, Optional<String> next) {}

  Listed list(Noun noun, Documents.Page page) {
    return environment.read(handle -> list(noun, page, handle));
  }

  private Listed list(Noun noun, Documents.Page page, Handle handle) {
    Documents.Found found = environment.documents().find(handle, noun, page);
    List<String> keys = found.documents().stream().map(Document::key).toList();
    Map<References.Name, Published> published = new HashMap<>();
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      environment
          .documents()
          .listPublished(handle, noun, keys.subList(from, Math.min(from + AT_ONCE, keys.size())))
          .forEach(each -> published.put(name(each), each));
    }
    Background background = new Background(published, kills(handle), environment.now());
    return new Listed(
        found.documents().stream().map(draft -> entry(draft, background)).toList(),
        found.total(),
        keys.size() == page.limit() ? Optional.of(keys.getLast()) : Optional.empty());
  }

  /// Which documents name this one.
  List<Map<String, Object>> usedBy(Noun noun, String key) {
    References.Name name = new References.Name(noun, key);
    return environment.read(environment.documents()::listAll).stream()
        .filter(other -> References.of(other.noun(), other.tree()).contains(name))
        .map(other -> Map.<String, Object>of("noun", other.noun().word(), "key", other.key()))
        .toList();
  }

  private Map<String, Kill> kills(Handle handle) {
    Map<String, Kill> kills = new HashMap<>();
    environment.kills().read(handle).kills().forEach(kill -> kills.put(kill.flag(), kill));
    return kills;
  }

  private static References.Name name(Published published) {
    return new References.Name(published.noun(), published.key());
  }

  private static Map<String, Object> entry(Document draft, Background background) {
    Published published =
        background.published().get(new References.Name(draft.noun(), draft.key()));
    Map<String, Object> tree = draft.tree();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(draft.noun().word(), tree);
    entry.put("version", draft.version());
    entry.put("updatedAt", draft.updatedAt());
    entry.put("updatedBy", draft.updatedBy());
    entry.put("published", published != null && published.version() == draft.version());
    switch (draft.noun()) {
      case FLAG -> {
        Kill kill = background.kills().get(draft.key());
        boolean on = published != null && Boolean.TRUE.equals(published.tree().get("on"));
        entry.put("state", kill != null ? "killed" : on ? "on" : "off");
        entry.put("summary", FlagSentence.of(DefinitionsJson.readFlag(tree)));
        if (kill != null) {
          entry.put("killedAt", kill.at());
        }
        if (published != null) {
          Staleness.of(
                  published.tree(),
                  Instant.ofEpochMilli(draft.updatedAt()),
                  Instant.ofEpochMilli(background.now()))
              .ifPresent(stale -> entry.put("stale", stale));
        }
      }
      case EXPERIMENT -> {
        draft.startedAt().ifPresent(at -> entry.put("startedAt", at));
        draft.stoppedAt().ifPresent(at -> entry.put("stoppedAt", at));
        entry.put("killed", background.kills().containsKey(String.valueOf(tree.get("flag"))));
      }
      case ROUTE, SEGMENT, LAYER, HOLDOUT, METRIC -> {}
    }
    return entry;
  }
}
