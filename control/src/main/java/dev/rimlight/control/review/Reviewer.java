package dev.rimlight.control.review;

import dev.rimlight.control.document.ChangeSentence;
import dev.rimlight.control.document.Drafts;
import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.results.ResultsDesk;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Kill;
import dev.rimlight.control.store.Published;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Compares the drafts with what is published, and decides by both.
public final class Reviewer {
  static final Duration RECENT = Duration.ofDays(1);
  static final int MOST_VISITORS = 10_000;

  /// With more flags fewer visitors are looked at, so that a review takes about a second.
  static final int MOST_DECISIONS = 2_000_000;

  private final Environment environment;
  private final Scripts scripts;
  private final ResultsDesk results;

  public Reviewer(Environment environment, Scripts scripts, ResultsDesk results) {
    this.environment = environment;
    this.scripts = scripts;
    this.results = results;
  }

  private record View(List<Document> drafts, List<Published> published, KillList kills) {}

  private View view() {
    return environment.read(handle ->
        new View(
            environment.documents().listAll(handle),
            environment.documents().listPublished(handle),
            new KillList(
                environment.kills().read(handle).kills().stream().map(Kill::flag).toList())));
  }

  public Review review() {
    View view = view();
    Definitions wanted = drafts(view);
    Snapshot after = open(wanted);
    int most = Math.clamp(MOST_DECISIONS / Math.max(1, after.flagCount()), 100, MOST_VISITORS);
    Instant now = Instant.ofEpochMilli(environment.now());
    Map<String, Map<String, Object>> flags = new LinkedHashMap<>();
    List<Map<String, Object>> routes = new ArrayList<>();
    for (Document draft : view.drafts) {
      if (draft.noun() == Noun.FLAG) {
        flags.put(draft.key(), draft.tree());
      } else if (draft.noun() == Noun.ROUTE) {
        routes.add(draft.tree());
      }
    }
    return new Review(
        differences(view),
        Replay.of(
            published(view),
            after,
            view.kills,
            results.visitors(now.minus(RECENT), most),
            now.toEpochMilli()),
        Warnings.of(wanted, flags, routes, now));
  }

  private Definitions drafts(View view) {
    Drafts drafts = new Drafts(scripts);
    view.drafts.forEach(draft -> drafts.add(draft.noun(), draft.key(), draft.tree()));
    return drafts.compile(environment.key(), 0);
  }

  private Optional<Snapshot> published(View view) {
    if (view.published.isEmpty()) {
      return Optional.empty();
    }
    Drafts published = new Drafts(Scripts.ALLOWED);
    view.published.forEach(each -> published.add(each.noun(), each.key(), each.tree()));
    return Optional.of(open(published.compile(environment.key(), 0)));
  }

  private static Snapshot open(Definitions definitions) {
    return Snapshot.open(SnapshotCodec.encode(definitions));
  }

  private static List<Review.Difference> differences(View view) {
    Map<References.Name, Published> before = new LinkedHashMap<>();
    view.published.forEach(each -> before.put(new References.Name(each.noun(), each.key()), each));
    List<Review.Difference> differences = new ArrayList<>();
    for (Document draft : view.drafts) {
      Published old = before.remove(new References.Name(draft.noun(), draft.key()));
      if (old == null) {
        differences.add(
            difference(
                draft.noun(),
                draft.key(),
                "added",
                ChangeSentence.created(draft.noun(), draft.key()),
                List.of(),
                Optional.of(draft.updatedBy())));
      } else if (!old.tree().equals(draft.tree())) {
        differences.add(
            difference(
                draft.noun(),
                draft.key(),
                "changed",
                ChangeSentence.changed(draft.noun(), draft.key(), old.tree(), draft.tree()),
                FieldDiff.between(old.tree(), draft.tree()),
                Optional.of(draft.updatedBy())));
      }
    }
    before.forEach((name, _) ->
        differences.add(
            difference(
                name.noun(),
                name.key(),
                "removed",
                ChangeSentence.deleted(name.noun(), name.key()),
                List.of(),
                Optional.empty())));
    return differences;
  }

  private static Review.Difference difference(
      Noun noun,
      String key,
      String change,
      String sentence,
      List<FieldDiff.Difference> fields,
      Optional<String> by) {
    return new Review.Difference(noun.word(), key, change, sentence, fields, by.orElse(null));
  }

  /// What a visitor gets of each flag, and why: as published, or as the drafts would have it.
  ///
  /// @param flags all when empty
  public List<Explained> explain(
      Map<String, Object> context, boolean ofDrafts, List<String> flags) {
    View view = view();
    Snapshot snapshot =
        ofDrafts
            ? open(drafts(view))
            : published(view)
                .orElseThrow(() -> new Rejected(Rejection.NOT_FOUND, "nothing is published yet"));
    long now = environment.now();
    List<Explained> explained = new ArrayList<>();
    try {
      for (int flag = 0; flag < snapshot.flagCount(); flag++) {
        String key = snapshot.flag(flag).key();
        if (flags.isEmpty() || flags.contains(key)) {
          explained.add(
              new Explained(
                  key,
                  Decider.decide(snapshot, view.kills, ContextJson.read(context), flag, now)
                      .variantKey(),
                  Decider.explain(snapshot, view.kills, ContextJson.read(context), flag, now)));
        }
      }
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
    return explained;
  }

  /// What one flag gives, and why.
  ///
  /// @param trace JSON
  public record Explained(String flag, String variant, String trace) {}
}
