package dev.rimlight.control.publish;

import dev.rimlight.control.document.Drafts;
import dev.rimlight.control.document.Noun;
import dev.rimlight.control.document.References;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Revision;
import dev.rimlight.core.SnapshotCodec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes revisions: all drafts or none, compiled, signed, kept, and handed to delivery.
///
/// Compiling happens before the transaction, on one consistent view of the drafts; the transaction
/// only checks that nothing was logged since. So a large publication never holds up a kill.
public final class Publisher {
  static final int ATTEMPTS = 5;

  private final Environment environment;
  private final PublisherKey key;
  private final Delivery delivery;
  private final Scripts scripts;
  private final Governance governance;

  /// The state but for the edges, which change without the log.
  private final Remembered<Publication> kept;

  public Publisher(
      Environment environment,
      PublisherKey key,
      Delivery delivery,
      Scripts scripts,
      Governance governance) {
    this.environment = environment;
    this.key = key;
    this.delivery = delivery;
    this.scripts = scripts;
    this.governance = governance;
    this.kept = new Remembered<>(environment, this::state);
  }

  private record View(List<Document> drafts, Optional<Revision> newest, long seq) {
    int nextNumber() {
      return newest.map(Revision::number).orElse(0) + 1;
    }
  }

  private View view() {
    return environment.read(handle ->
        new View(
            environment.documents().listAll(handle),
            environment.revisions().newest(handle),
            environment.log().last(handle)));
  }

  /// Gives the edges what was published before this process started.
  public void resume() {
    newestRevision()
        .ifPresent(
            newest -> delivery.snapshot(new Channel.Message(newest.number(), envelope(newest), 0)));
  }

  /// The newest revision as the edges have it.
  public Optional<TaggedEnvelope> newest() {
    return newestRevision()
        .map(newest -> new TaggedEnvelope("s" + newest.number(), envelope(newest)));
  }

  private Optional<Revision> newestRevision() {
    return environment.read(environment.revisions()::newest);
  }

  private static byte[] envelope(Revision revision) {
    return Base64.getDecoder().decode(revision.envelope());
  }

  /// Publishes the drafts as the next revision; when nothing is pending the newest revision stays.
  public Publication publish(Governance.Wish wish) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      View view = view();
      if (view.newest().isPresent() && pending().isEmpty()) {
        return state();
      }
      byte[] snapshot = compile(view);
      byte[] envelope = Envelope.seal(Envelope.Purpose.SNAPSHOT, snapshot, key);
      Revision revision =
          new Revision(
              view.nextNumber(),
              Base64.getEncoder().encodeToString(envelope),
              snapshot.length,
              environment.now(),
              wish.by(),
              wish.remark());
      if (environment.commit(handle -> keep(handle, view, revision, wish))) {
        environment.telemetry().published(revision.number());
        delivery.snapshot(new Channel.Message(revision.number(), envelope, System.nanoTime()));
        return state();
      }
    }
    throw new Rejected(
        Rejection.DRAFTS_MOVED,
        "the drafts changed during %d attempts to publish, must rest for one".formatted(ATTEMPTS));
  }

  /// What publishing would do, without doing it.
  public Publication rehearse() {
    compile(view());
    return state();
  }

  private byte[] compile(View view) {
    Drafts drafts = new Drafts(scripts);
    view.drafts().forEach(draft -> drafts.add(draft.noun(), draft.key(), draft.tree()));
    return SnapshotCodec.encode(drafts.compile(environment.key(), view.nextNumber()));
  }

  /// False, and nothing done, when something was logged since the view.
  private Environment.Committed<Boolean> keep(
      Handle handle, View view, Revision revision, Governance.Wish wish) {
    if (environment.log().last(handle) != view.seq()) {
      return new Environment.Committed<>(false, Optional.empty());
    }
    governance
        .require(handle, wish)
        .ifPresent(request -> governance.fulfilled(handle, request, wish, revision.number()));
    environment.revisions().add(handle, revision);
    environment.documents().publishAll(handle);
    markRuns(handle, view, revision.at());
    Change change =
        environment
            .log()
            .append(
                handle,
                new ChangeLog.Entry(
                    revision.at(),
                    revision.by(),
                    Change.What.PUBLISH,
                    "publish",
                    Integer.toString(revision.number()),
                    "Published revision " + revision.number() + wish.because()));
    return new Environment.Committed<>(true, Optional.of(change));
  }

  /// An experiment starts and stops when the edge is told so.
  private void markRuns(Handle handle, View view, long at) {
    for (Document draft : view.drafts()) {
      if (draft.noun() == Noun.EXPERIMENT) {
        Object status = draft.tree().get("status");
        if ("running".equals(status)) {
          environment.documents().started(handle, draft.key(), at);
        } else if ("stopped".equals(status)) {
          environment.documents().stopped(handle, draft.key(), at);
        }
      }
    }
  }

  public Publication state() {
    return kept.value().with(delivery.ofSnapshots());
  }

  private Publication state(Handle handle) {
    Optional<Revision> newest = environment.revisions().newest(handle);
    return new Publication(
        environment.key(),
        newest.map(Revision::number).orElse(0),
        environment.kills().read(handle).revision(),
        newest.map(Revision::at).orElse(null),
        newest.map(Revision::by).orElse(null),
        newest.map(Revision::sizeBytes).orElse(null),
        pending(handle),
        List.of());
  }

  private List<Publication.Pending> pending() {
    return environment.read(this::pending);
  }

  private List<Publication.Pending> pending(Handle handle) {
    Map<References.Name, Long> drafts = environment.documents().versions(handle);
    Map<References.Name, Long> published = environment.documents().publishedVersions(handle);
    List<Publication.Pending> pending = new ArrayList<>();
    drafts.forEach((name, version) -> {
      Long before = published.get(name);
      if (before == null) {
        pending.add(pending(name, "added"));
      } else if (!before.equals(version)) {
        pending.add(pending(name, "changed"));
      }
    });
    for (References.Name name : published.keySet()) {
      if (!drafts.containsKey(name)) {
        pending.add(pending(name, "removed"));
      }
    }
    return pending;
  }

  private static Publication.Pending pending(References.Name name, String change) {
    return new Publication.Pending(name.noun().word(), name.key(), change);
  }
}
