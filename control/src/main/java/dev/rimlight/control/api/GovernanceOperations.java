package dev.rimlight.control.api;

import dev.rimlight.control.access.Role;
import dev.rimlight.control.publish.Governance;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import dev.rimlight.control.store.Policies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What publishing needs, and the requests to publish.
final class GovernanceOperations {
  static final int MOST_REQUESTS = 100;

  private static final String BASE = "/v1/environments/{environment}";
  private static final String REQUESTS = BASE + "/publication-requests";

  private final Governance governance;

  GovernanceOperations(Governance governance) {
    this.governance = governance;
  }

  List<Operation> all() {
    return List.of(
        Operation.of(Role.VIEWER, "GET", BASE + "/policy", _ -> shown(200, governance.policy())),
        Operation.of(
            Role.ADMIN,
            "PUT",
            BASE + "/policy",
            call -> shown(200, governance.change(call.body(), call.version(), call.by()))),
        Operation.of(Role.VIEWER, "GET", REQUESTS, this::list),
        Operation.of(Role.EDITOR, "POST", REQUESTS, this::ask),
        Operation.of(
            Role.VIEWER,
            "GET",
            REQUESTS + "/{number}",
            call -> new Answer.Value(governance.find(call.number("number")))),
        Operation.of(
            Role.EDITOR,
            "DELETE",
            REQUESTS + "/{number}",
            call -> new Answer.Value(governance.cancel(call.number("number"), call.by()))),
        Operation.of(Role.PUBLISHER, "PUT", REQUESTS + "/{number}/approval", this::approve));
  }

  private static Answer shown(int status, Policies.Kept policy) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("policy", policy.tree());
    shown.put("version", policy.version());
    if (policy.version() > 0) {
      shown.put("updatedAt", policy.updatedAt());
      shown.put("updatedBy", policy.updatedBy());
    }
    return new Answer.Value(status, shown, Map.of("ETag", "\"" + policy.version() + "\""));
  }

  private Answer list(Call call) {
    int limit = (int) call.whole("limit", 1, MOST_REQUESTS).orElse(MOST_REQUESTS);
    List<Governance.Shown> requests =
        governance.list(call.whole("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE), limit);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("requests", requests);
    if (requests.size() == limit) {
      answer.put("next", requests.getLast().number());
    }
    return new Answer.Value(answer);
  }

  private Answer ask(Call call) {
    Map<String, Object> body = call.hasBody() ? call.body() : Map.of();
    TextFields fields = new TextFields(body, List.of("comment", "publishAt"));
    return new Answer.Value(
        201,
        governance.ask(
            new Governance.Asking(
                call.by(),
                fields.optional("comment", PublishingOperations.REMARK_CHARS).orElse(""),
                call.role().filter(role -> role.covers(Role.PUBLISHER)).isPresent()),
            moment(body.get("publishAt"))),
        Map.of());
  }

  private static @Nullable Long moment(@Nullable Object given) {
    if (given == null) {
      return null;
    }
    if (given instanceof Integer || given instanceof Long) {
      return ((Number) given).longValue();
    }
    throw new Rejected(
        Rejection.INVALID_REQUEST, "publishAt must be a whole number of Unix milliseconds");
  }

  private Answer approve(Call call) {
    Map<String, Object> body = call.hasBody() ? call.body() : Map.of();
    TextFields fields = new TextFields(body, List.of("comment"));
    return new Answer.Value(
        governance.approve(
            call.number("number"),
            call.by(),
            fields.optional("comment", PublishingOperations.REMARK_CHARS).orElse("")));
  }
}
