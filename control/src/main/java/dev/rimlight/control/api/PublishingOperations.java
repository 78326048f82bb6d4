package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.PreviewWish;
import dev.rimlight.control.publish.Environment;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.publish.KillSwitch;
import dev.rimlight.control.publish.Previews;
import dev.rimlight.control.publish.Publisher;
import dev.rimlight.control.publish.Watchers;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Change;
import dev.rimlight.control.store.ChangeLog;
import dev.rimlight.core.InvalidDefinition;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Publishing, killing, previewing, watching and the audit.
final class PublishingOperations {
  static final int AUDIT_ENTRIES = 200;
  static final int REMARK_CHARS = 2_000;

  private static final String BASE = "/v1/environments/{environment}";
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

  private final Environment environment;
  private final Publisher publisher;
  private final KillSwitch killSwitch;
  private final Previews previews;
  private final Watchers watchers;
  private final Governance governance;

  PublishingOperations(
      Environment environment,
      Publisher publisher,
      KillSwitch killSwitch,
      Previews previews,
      Watchers watchers,
      Governance governance) {
    this.environment = environment;
    this.publisher = publisher;
    this.killSwitch = killSwitch;
    this.previews = previews;
    this.watchers = watchers;
    this.governance = governance;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(
            Role.VIEWER, "GET", BASE + "/publication", _ -> new Answer.Value(publisher.state())),
        Operation.of(Role.EDITOR, "POST", BASE + "/publication", this::publish),
        Operation.of(Role.VIEWER, "GET", BASE + "/kills", _ -> new Answer.Value(killSwitch.list())),
        Operation.of(Role.EDITOR, "PUT", BASE + "/kills/{key}", this::kill),
        Operation.of(Role.PUBLISHER, "DELETE", BASE + "/kills/{key}", this::unkill),
        Operation.of(Role.PUBLISHER, "PUT", BASE + "/bypass", this::bypass),
        Operation.of(Role.PUBLISHER, "DELETE", BASE + "/bypass", this::endBypass),
        Operation.of(Role.EDITOR, "POST", BASE + "/previews", this::preview),
        Operation.of(Role.VIEWER, "GET", BASE + "/changes", this::watch),
        Operation.of(Role.VIEWER, "GET", BASE + "/audit", this::audit));
  }

  private Answer publish(Call call) {
    Map<String, Object> body = call.hasBody() ? call.body() : Map.of();
    TextFields fields = new TextFields(body, List.of("comment", "despite"));
    String remark = fields.optional("comment", REMARK_CHARS).orElse("");
    if (call.flag("dryRun")) {
      return new Answer.Value(publisher.rehearse());
    }
    Front.requireRole(new Admission.Needs(Role.PUBLISHER), call.principal(), call.role());
    Optional<String> despite =
        fields.optional("despite", REMARK_CHARS).filter(why -> !why.isBlank());
    if (despite.isPresent()) {
      Front.requireRole(new Admission.Needs(Role.ADMIN), call.principal(), call.role());
    }
    return new Answer.Value(publisher.publish(new Governance.Wish(call.by(), remark, despite)));
  }

  /// By publishers, and by editors where the policy lets them.
  private Answer kill(Call call) {
    if (!governance.editorsKill()) {
      Front.requireRole(new Admission.Needs(Role.PUBLISHER), call.principal(), call.role());
    }
    return new Answer.Value(killSwitch.kill(order(call, call.parameter("key"))));
  }

  private Answer bypass(Call call) {
    return new Answer.Value(killSwitch.bypass(order(call, environment.key())));
  }

  private Answer endBypass(Call call) {
    return new Answer.Value(killSwitch.endBypass(call.by()));
  }

  private static KillSwitch.Order order(Call call, String key) {
    TextFields fields = new TextFields(call.body(), List.of("confirm", "reason"));
    return new KillSwitch.Order(
        key,
        fields.required("confirm", REMARK_CHARS),
        fields.optional("reason", KillSwitch.REASON_CHARS).orElse(""),
        call.by());
  }

  private Answer preview(Call call) {
    Map<String, Object> body = call.hasBody() ? call.body() : Map.of();
    try {
      return new Answer.Value(previews.make(PreviewWish.read(body), call.by()));
    } catch (InvalidDefinition invalid) {
      throw Rejected.of(invalid);
    }
  }

  private Answer unkill(Call call) {
    return new Answer.Value(killSwitch.unkill(call.parameter("key"), call.by()));
  }

  private Answer watch(Call call) {
    OptionalLong seen =
        call.header(LAST_EVENT_ID).map(id -> OptionalLong.of(seq(id))).orElse(OptionalLong.empty());
    return new Answer.Stream(environment, watchers, seen);
  }

  private static long seq(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException _) {
      throw new Rejected(
          Rejection.INVALID_REQUEST, "Last-Event-ID == \"%s\", must be an integer".formatted(id));
    }
  }

  private Answer audit(Call call) {
    ChangeLog.Question question =
        new ChangeLog.Question(
            call.whole("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
            call.query("by").orElse(""),
            call.query("key").orElse(""),
            call.query("action").orElse(""));
    int limit = (int) call.whole("limit", 1, AUDIT_ENTRIES).orElse(AUDIT_ENTRIES);
    List<Change> changes = environment.changes(question, limit);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("entries", changes.stream().map(PublishingOperations::entry).toList());
    if (changes.size() == limit) {
      answer.put("next", changes.getLast().seq());
    }
    return new Answer.Value(answer);
  }

  private static Map<String, Object> entry(Change change) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("seq", change.seq());
    entry.put("at", change.at());
    entry.put("by", change.by());
    entry.put("action", change.action());
    entry.put("key", change.key());
    entry.put("sentence", change.sentence());
    if (!change.detail().isEmpty()) {
      entry.put("differences", Json.readList(change.detail()));
    }
    entry.put("hash", change.hash());
    return entry;
  }
}
