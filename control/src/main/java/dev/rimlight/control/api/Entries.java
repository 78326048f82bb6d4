package dev.rimlight.control.api;

import dev.rimlight.control.document.FlagSentence;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Remembered;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Kill;
import dev.rimlight.control.store.Published;
import dev.rimlight.core.DefinitionsJson;
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
  private final Environment environment;
  private final Map<Noun, Remembered<List<Map<String, Object>>>> lists = new EnumMap<>(Noun.class);

  Entries(Environment environment) {
    this.environment = environment;
    for (Noun noun : Noun.values()) {
      lists.put(noun, new Remembered<>(environment, handle -> list(noun, handle)));
    }
  }

  /// Everything beside the drafts themselves, read once for a whole list.
  private record Background(Map<References.Name, Published> published, Map<String, Kill> kills) {}

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
    return entry(draft, new Background(published, kills(handle)));
  }

  /// The same list, to be left as it is, until something changes.
  List<Map<String, Object>> list(Noun noun) {
    return Objects.requireNonNull(lists.get(noun)).value();
  }

  private List<Map<String, Object>> list(Noun noun, Handle handle) {
    Map<References.Name, Published> published = new HashMap<>();
    environment
        .documents()
        .listPublished(handle)
        .forEach(found -> published.put(name(found), found));
    Background background = new Background(published, kills(handle));
    return environment.documents().list(handle, noun).stream()
        .map(draft -> entry(draft, background))
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
      }
      case EXPERIMENT -> {
        draft.startedAt().ifPresent(at -> entry.put("startedAt", at));
        draft.stoppedAt().ifPresent(at -> entry.put("stoppedAt", at));
        entry.put("killed", background.kills().containsKey(String.valueOf(tree.get("flag"))));
      }
      case ROUTE -> {}
    }
    return entry;
  }
}
