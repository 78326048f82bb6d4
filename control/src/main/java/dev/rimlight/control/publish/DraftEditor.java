package dev.rimlight.control.publish;

import dev.rimlight.control.document.ChangeSentence;
import dev.rimlight.control.document.Drafts;
import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.FrozenFields;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.document.SearchText;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Published;
import dev.rimlight.control.store.Revised;
import dev.rimlight.core.InvalidDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Changes drafts: by version, with a line in the log, and only to what is valid.
public final class DraftEditor {
  private final Environment environment;
  private final Scripts scripts;

  public DraftEditor(Environment environment, Scripts scripts) {
    this.environment = environment;
    this.scripts = scripts;
  }

  /// A document about to be written by somebody.
  public record Wish(Noun noun, String key, Map<String, Object> tree, String by) {}

  /// A document as kept, and whether it is new.
  public record Saved(Document document, boolean created) {}

  public Saved put(Wish wish, Precondition precondition) {
    check(wish);
    return environment.commit(handle ->
        switch (precondition) {
          case Precondition.Absent() -> create(handle, wish);
          case Precondition.Version(long version) -> change(handle, wish, version);
        });
  }

  private void check(Wish wish) {
    try {
      if (wish.tree().get("key") instanceof String key && !key.equals(wish.key())) {
        throw new InvalidDefinition(
            "key_differs",
            "/key",
            "key == \"%s\", must be \"%s\" as in the path".formatted(key, wish.key()));
      }
      Drafts.check(wish.noun(), wish.tree(), scripts);
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
  }

  private Environment.Committed<Saved> create(Handle handle, Wish wish) {
    requireThaw(handle, wish);
    if (!environment.documents().create(handle, wish.noun(), wish.key(), revised(wish))) {
      throw conflict(wish, find(handle, wish), "exists already, must not exist for If-None-Match");
    }
    return committed(
        handle, wish, true, "create", ChangeSentence.created(wish.noun(), wish.key()), Map.of());
  }

  private Environment.Committed<Saved> change(Handle handle, Wish wish, long version) {
    Document before = find(handle, wish);
    if (before.version() != version) {
      throw conflict(
          wish,
          before,
          "has version %d, must be %d for If-Match".formatted(before.version(), version));
    }
    Map<String, Object> tree = before.tree();
    if (tree.equals(wish.tree())) {
      return new Environment.Committed<>(new Saved(before, false), Optional.empty());
    }
    requireThaw(handle, wish);
    environment.documents().change(handle, wish.noun(), wish.key(), version, revised(wish));
    return committed(
        handle,
        wish,
        false,
        "change",
        ChangeSentence.changed(wish.noun(), wish.key(), tree, wish.tree()),
        tree);
  }

  /// Makes a version of before the newest again, as a change like any other.
  public Saved restore(Noun noun, String key, long restored, long version, String by) {
    Map<String, Object> tree =
        environment
            .read(handle -> environment.history().version(handle, noun, key, restored))
            .orElseThrow(() ->
                new Rejected(
                    Rejection.NOT_FOUND,
                    "%s %s has no version %d".formatted(noun.word(), key, restored)))
            .tree();
    return put(new Wish(noun, key, tree, by), new Precondition.Version(version));
  }

  private Environment.Committed<Saved> committed(
      Handle handle,
      Wish wish,
      boolean created,
      String verb,
      String sentence,
      Map<String, Object> before) {
    Change change =
        environment
            .log()
            .append(
                handle,
                ChangeLog.Entry.of(
                        environment.now(), wish.by(), wish.noun(), verb, wish.key(), sentence)
                    .with(created ? List.of() : FieldDiff.between(before, wish.tree())));
    return new Environment.Committed<>(new Saved(find(handle, wish), created), Optional.of(change));
  }

  /// What the edge runs decides, not the draft: an experiment is frozen from its first publication
  /// as running.
  private void requireThaw(Handle handle, Wish wish) {
    switch (wish.noun()) {
      case EXPERIMENT -> requireThawOfExperiment(handle, wish);
      case LAYER, HOLDOUT -> requireNobodyMoves(handle, wish);
      case FLAG, ROUTE, SEGMENT, METRIC -> {}
    }
  }

  /// Other buckets of a layer or a holdout would move units in and out of what runs.
  private void requireNobodyMoves(Handle handle, Wish wish) {
    Optional<Published> published =
        environment.documents().findPublished(handle, wish.noun(), wish.key());
    if (published.isEmpty()) {
      return;
    }
    Set<String> changed =
        new TreeSet<>(ChangeSentence.changedFields(published.get().tree(), wish.tree()));
    changed.removeAll(Set.of("name", "description"));
    References.Name name = new References.Name(wish.noun(), wish.key());
    Optional<Published> running =
        environment.documents().listPublished(handle).stream()
            .filter(other ->
                "running".equals(other.tree().get("status"))
                    && References.of(other.noun(), other.tree()).contains(name))
            .findFirst();
    if (!changed.isEmpty() && running.isPresent()) {
      throw new Rejected(
          Rejection.FROZEN,
          "%s %s: %s must stay while experiment %s runs"
              .formatted(
                  wish.noun().word(), wish.key(), String.join(", ", changed), running.get().key()));
    }
  }

  private void requireThawOfExperiment(Handle handle, Wish wish) {
    Optional<Map<String, Object>> published =
        environment
            .documents()
            .findPublished(handle, Noun.EXPERIMENT, wish.key())
            .map(Published::tree)
            .filter(FrozenFields::started);
    if (published.isEmpty()) {
      return;
    }
    List<Fault> faults = FrozenFields.violations(published.get(), wish.tree());
    if (!faults.isEmpty()) {
      Rejected rejected =
          new Rejected(
                  Rejection.FROZEN,
                  "experiment %s has started: %s"
                      .formatted(wish.key(), faults.getFirst().message()))
              .withFaults(faults);
      throw environment
          .documents()
          .find(handle, wish.noun(), wish.key())
          .map(rejected::withCurrent)
          .orElse(rejected);
    }
  }

  public void delete(Noun noun, String key, long version, String by) {
    Wish wish = new Wish(noun, key, Map.of(), by);
    environment.commit(handle -> {
      Document before = find(handle, wish);
      if (before.version() != version) {
        throw conflict(
            wish,
            before,
            "has version %d, must be %d for If-Match".formatted(before.version(), version));
      }
      requireUnused(handle, noun, key);
      environment.documents().delete(handle, noun, key, version);
      Change change =
          environment
              .log()
              .append(
                  handle,
                  ChangeLog.Entry.of(
                      environment.now(),
                      by,
                      noun,
                      "delete",
                      key,
                      ChangeSentence.deleted(noun, key)));
      return new Environment.Committed<>(true, Optional.of(change));
    });
  }

  private void requireUnused(Handle handle, Noun noun, String key) {
    References.Name name = new References.Name(noun, key);
    for (Document other : environment.documents().listAll(handle)) {
      if (References.of(other.noun(), other.tree()).contains(name)) {
        throw new Rejected(
            Rejection.IN_USE,
            "%s %s is named by %s %s, must be named by nothing"
                .formatted(noun.word(), key, other.noun().word(), other.key()));
      }
    }
    boolean running =
        noun == Noun.EXPERIMENT
            && environment
                .documents()
                .findPublished(handle, noun, key)
                .filter(published -> "running".equals(published.tree().get("status")))
                .isPresent();
    if (running) {
      throw new Rejected(
          Rejection.IN_USE, "experiment %s runs at the edge, must be stopped first".formatted(key));
    }
  }

  private Document find(Handle handle, Wish wish) {
    return environment
        .documents()
        .find(handle, wish.noun(), wish.key())
        .orElseThrow(() -> notFound(wish.noun(), wish.key()));
  }

  public static Rejected notFound(Noun noun, String key) {
    return new Rejected(Rejection.NOT_FOUND, "%s %s does not exist".formatted(noun.word(), key));
  }

  private static Rejected conflict(Wish wish, Document current, String why) {
    return new Rejected(
            Rejection.VERSION_CONFLICT, "%s %s %s".formatted(wish.noun().word(), wish.key(), why))
        .withCurrent(current);
  }

  private Revised revised(Wish wish) {
    return new Revised(
        Json.write(wish.tree()),
        SearchText.of(wish.key(), wish.tree()),
        environment.now(),
        wish.by());
  }
}
