package dev.rimlight.control.publish;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Policy;
import dev.rimlight.control.document.References;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.control.store.Document;
import dev.rimlight.control.store.Policies;
import dev.rimlight.control.store.PublicationRequests;
import dev.rimlight.control.store.PublicationRequests.Approval;
import dev.rimlight.control.store.PublicationRequests.Request;
import dev.rimlight.core.InvalidDefinition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Decides whether the drafts may be published now, and keeps the requests to.
///
/// Somebody who agrees to a request must be neither who made it nor who changed one of the drafts
/// that it would publish (four eyes). A request is for the drafts as they were: when one has
/// changed since, what was agreed to is something else.
public final class Governance {
  private final Environment environment;
  private final Policies policies;
  private final PublicationRequests requests;

  public Governance(Environment environment) {
    this.environment = environment;
    this.policies = new Policies(environment.key());
    this.requests = new PublicationRequests(environment.key());
  }

  /// A request as people see it: the schema PublicationRequest of spec/openapi.yaml.
  ///
  /// @param state waiting, approved, published or cancelled
  /// @param needed approvals in all
  /// @param moved a draft has changed since
  public record Shown(
      long number,
      long madeAt,
      String madeBy,
      String comment,
      @Nullable Long publishAt,
      String state,
      int needed,
      List<Approval> approvals,
      boolean moved,
      @Nullable Long endedAt,
      @Nullable String endedBy,
      @Nullable Long revision) {}

  public Policies.Kept policy() {
    return environment.read(policies::read);
  }

  public boolean editorsKill() {
    return Policy.read(policy().tree()).editorsKill();
  }

  public Policies.Kept change(Map<String, Object> wanted, long version, String by) {
    try {
      Policy.read(wanted);
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
    return environment.commit(handle -> {
      Policies.Kept before = policies.read(handle);
      if (before.version() != version) {
        throw new Rejected(
                Rejection.VERSION_CONFLICT,
                "the policy has version %d, must be %d for If-Match"
                    .formatted(before.version(), version))
            .withCurrent(before.tree());
      }
      Policies.Kept kept =
          new Policies.Kept(version + 1, Json.write(wanted), environment.now(), by);
      policies.put(handle, kept);
      return logged(handle, kept, by, "policy.change", "", "Changed what publishing needs");
    });
  }

  /// Who asks.
  ///
  /// @param publishes whether they could publish themselves; who cannot needs somebody who can
  public record Asking(String by, String comment, boolean publishes) {}

  /// Asks that the drafts be published as they are.
  ///
  /// @param publishAt when; by hand when absent
  public Shown ask(Asking asking, @Nullable Long publishAt) {
    if (publishAt != null && publishAt <= environment.now()) {
      throw new Rejected(
          Rejection.INVALID_REQUEST,
          "publishAt == %s, must be in the future".formatted(Instant.ofEpochMilli(publishAt)));
    }
    return environment.commit(handle -> {
      if (pending(handle).isEmpty()) {
        throw new Rejected(Rejection.INVALID_REQUEST, "no draft differs from what is published");
      }
      Request request =
          new Request(
              requests.nextNumber(handle),
              environment.now(),
              asking.by(),
              asking.comment(),
              publishAt,
              asking.publishes() ? 0 : 1,
              drafts(handle),
              null,
              null,
              null);
      requests.add(handle, request);
      return logged(
          handle,
          shown(handle, request),
          asking.by(),
          "request.create",
          String.valueOf(request.number()),
          "Asked to publish the drafts"
              + (publishAt == null ? "" : " at " + Instant.ofEpochMilli(publishAt)));
    });
  }

  public Shown approve(long number, String by, String comment) {
    return environment.commit(handle -> {
      Request request = open(handle, number);
      requireOther(handle, request, by);
      if (!request.drafts().equals(drafts(handle))) {
        throw new Rejected(
            Rejection.DRAFTS_MOVED,
            "a draft has changed since request %d was made, must be asked for again"
                .formatted(number));
      }
      requests.approve(handle, number, new Approval(by, environment.now(), comment));
      return logged(
          handle,
          shown(handle, request),
          by,
          "request.approve",
          String.valueOf(number),
          "Approved request " + number);
    });
  }

  private void requireOther(Handle handle, Request request, String by) {
    if (request.madeBy().equals(by)) {
      throw new Rejected(
          Rejection.FORBIDDEN,
          "%s has made request %d, must be approved by somebody else"
              .formatted(by, request.number()));
    }
    Set<References.Name> pending = pending(handle);
    for (Document draft : environment.documents().listAll(handle)) {
      if (draft.updatedBy().equals(by)
          && pending.contains(new References.Name(draft.noun(), draft.key()))) {
        throw new Rejected(
            Rejection.FORBIDDEN,
            "%s has changed %s %s, must be approved by somebody else"
                .formatted(by, draft.noun().word(), draft.key()));
      }
    }
  }

  public Shown cancel(long number, String by) {
    return environment.commit(handle -> {
      Request request = open(handle, number);
      requests.end(handle, number, environment.now(), by, null);
      return logged(
          handle,
          shown(handle, requests.find(handle, number).orElse(request)),
          by,
          "request.cancel",
          String.valueOf(number),
          "Cancelled request " + number);
    });
  }

  public List<Shown> list(long before, int limit) {
    return environment.read(handle ->
        requests.latest(handle, before, limit).stream()
            .map(request -> shown(handle, request))
            .toList());
  }

  public Shown find(long number) {
    return environment.read(
        handle -> shown(handle, requests.find(handle, number).orElseThrow(() -> unknown(number))));
  }

  private Request open(Handle handle, long number) {
    Request request = requests.find(handle, number).orElseThrow(() -> unknown(number));
    if (request.endedAt() != null) {
      throw new Rejected(
          Rejection.IN_USE,
          "request %d is %s, must be open".formatted(number, shown(handle, request).state()));
    }
    return request;
  }

  private static Rejected unknown(long number) {
    return new Rejected(Rejection.NOT_FOUND, "request %d does not exist".formatted(number));
  }

  /// What publishing is asked to overlook, and why.
  ///
  /// @param despite empty for nothing
  public record Wish(String by, String remark, Optional<String> despite) {
    public static Wish of(String by, String remark) {
      return new Wish(by, remark, Optional.empty());
    }

    String because() {
      return (remark.isEmpty() ? "" : ": " + remark)
          + despite.map(reason -> "; despite the policy: " + reason).orElse("");
    }
  }

  /// Throws unless the drafts may be published now. The request that this fulfils, if there is one.
  Optional<Request> require(Handle handle, Wish wish) {
    Policy policy = Policy.read(policies.read(handle).tree());
    String drafts = drafts(handle);
    List<Request> same =
        requests.open(handle).stream().filter(each -> each.drafts().equals(drafts)).toList();
    if (wish.despite().isPresent()) {
      return same.stream().findFirst();
    }
    policy
        .frozen(environment.now())
        .ifPresent(freeze -> {
          throw new Rejected(
              Rejection.CHANGE_FREEZE,
              "nothing is published until %s%s"
                  .formatted(
                      Instant.ofEpochMilli(freeze.until()),
                      freeze.reason().isEmpty() ? "" : ": " + freeze.reason()));
        });
    Optional<Request> approved =
        same.stream()
            .filter(each -> requests.approvals(handle, each.number()).size() >= policy.approvals())
            .findFirst();
    if (policy.approvals() > 0 && approved.isEmpty()) {
      throw new Rejected(
          Rejection.APPROVAL_MISSING,
          "publishing needs %d approval%s of these drafts, %s"
              .formatted(
                  policy.approvals(),
                  policy.approvals() == 1 ? "" : "s",
                  same.isEmpty()
                      ? "and nobody has asked for one"
                      : "request %d has %d"
                          .formatted(
                              same.getFirst().number(),
                              requests.approvals(handle, same.getFirst().number()).size())));
    }
    return approved;
  }

  void fulfilled(Handle handle, Request request, Wish wish, int revision) {
    requests.end(handle, request.number(), environment.now(), wish.by(), (long) revision);
  }

  /// Requests whose time has come, oldest first.
  public List<Shown> due() {
    long now = environment.now();
    return environment.read(handle ->
        requests.open(handle).stream()
            .filter(request -> request.publishAt() != null && request.publishAt() <= now)
            .map(request -> shown(handle, request))
            .toList());
  }

  private Shown shown(Handle handle, Request request) {
    List<Approval> approvals = requests.approvals(handle, request.number());
    int needed =
        Math.max(request.leastApprovals(), Policy.read(policies.read(handle).tree()).approvals());
    String state =
        request.revision() != null
            ? "published"
            : request.endedAt() != null
                ? "cancelled"
                : approvals.size() >= needed ? "approved" : "waiting";
    return new Shown(
        request.number(),
        request.madeAt(),
        request.madeBy(),
        request.remark(),
        request.publishAt(),
        state,
        needed,
        approvals,
        request.endedAt() == null && !request.drafts().equals(drafts(handle)),
        request.endedAt(),
        request.endedBy(),
        request.revision());
  }

  /// The versions of all drafts.
  private String drafts(Handle handle) {
    Map<String, Long> versions = new TreeMap<>();
    environment
        .documents()
        .versions(handle)
        .forEach((name, version) -> versions.put(name.noun().word() + "/" + name.key(), version));
    return Json.write(versions);
  }

  /// The drafts that differ from what is published, and those that are gone.
  private Set<References.Name> pending(Handle handle) {
    Map<References.Name, Long> drafts = environment.documents().versions(handle);
    Map<References.Name, Long> published = environment.documents().publishedVersions(handle);
    Set<References.Name> pending = new HashSet<>();
    drafts.forEach((name, version) -> {
      if (!version.equals(published.get(name))) {
        pending.add(name);
      }
    });
    published.keySet().stream().filter(name -> !drafts.containsKey(name)).forEach(pending::add);
    return pending;
  }

  private <T> Environment.Committed<T> logged(
      Handle handle, T outcome, String by, String action, String key, String sentence) {
    return new Environment.Committed<>(
        outcome,
        Optional.of(
            environment
                .log()
                .append(
                    handle,
                    new ChangeLog.Entry(
                        environment.now(), by, Change.What.POLICY, action, key, sentence))));
  }
}
