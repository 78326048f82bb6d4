package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who has to agree before something is published, and when nothing is.
class GovernanceTest {
  private static final String FLAG =
      """
      {"key":"greeting","type":"boolean","on":true,"off":"no","default":{"variant":"no"},
       "variants":[{"key":"no","value":false},{"key":"yes","value":true}],"rules":[]}
      """;
  private static final String REQUESTS = BASE + "/publication-requests";

  @TempDir private Path data;
  private final AtomicLong now =
      new AtomicLong(Instant.parse("2026-11-25T12:00:00Z").toEpochMilli());
  private RunningControlPlane control;
  private String ada;
  private String bob;
  private String eve;

  @BeforeEach
  void start() throws Exception {
    InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    control = RunningControlPlane.start(data, Optional.empty(), Optional.empty(), clock);
    ada = token("ada", "publisher");
    bob = token("bob", "publisher");
    eve = token("eve", "editor");
    draft(ada);
  }

  @AfterEach
  void close() {
    control.close();
  }

  private String token(String name, String role) {
    return String.valueOf(
        control
            .post("/v1/tokens", "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role))
            .json()
            .get("secret"));
  }

  private RunningControlPlane.Answer as(String token, String method, String path, String body) {
    return control.send(method, path, body, "Authorization", "Bearer " + token);
  }

  private void draft(String token) {
    assertThat(
            control
                .send(
                    "PUT",
                    BASE + "/flags/greeting",
                    FLAG,
                    "Authorization",
                    "Bearer " + token,
                    "If-None-Match",
                    "*")
                .status())
        .isEqualTo(201);
  }

  private void policy(String body) {
    RunningControlPlane.Answer before = control.get(BASE + "/policy");
    assertThat(
            control
                .send(
                    "PUT",
                    BASE + "/policy",
                    body,
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN,
                    "If-Match",
                    before.header("ETag"))
                .status())
        .isEqualTo(200);
  }

  private RunningControlPlane.Answer publish(String token) {
    return as(token, "POST", BASE + "/publication", "");
  }

  private RunningControlPlane.Answer approve(String token, int request) {
    return as(token, "PUT", REQUESTS + "/" + request + "/approval", "");
  }

  @Test
  void whereNobodyHasToAgree_publishersPublish() {
    assertThat(control.get(BASE + "/policy").json())
        .containsEntry("policy", Map.of())
        .containsEntry("version", 0);
    assertThat(publish(ada).json()).containsEntry("revision", 1);
  }

  @Test
  void fourEyes_needSomebodyElseThanWhoAskedAndWhoChanged() {
    policy("{\"approvals\":1}");

    assertThat(publish(ada).json())
        .containsEntry("type", "rimlight:approval_missing")
        .containsEntry(
            "detail", "publishing needs 1 approval of these drafts, and nobody has asked for one");
    assertThat(as(eve, "POST", REQUESTS, "{\"comment\":\"please\"}").json())
        .containsEntry("number", 1)
        .containsEntry("state", "waiting")
        .containsEntry("needed", 1);
    assertThat(approve(eve, 1).status()).isEqualTo(403);
    assertThat(approve(ada, 1).json())
        .containsEntry(
            "detail", "token ada has changed flag greeting, must be approved by somebody else");
    assertThat(publish(bob).json())
        .containsEntry("detail", "publishing needs 1 approval of these drafts, request 1 has 0");
    assertThat(approve(bob, 1).json()).containsEntry("state", "approved");

    assertThat(publish(ada).json()).containsEntry("revision", 1);
    assertThat(control.get(REQUESTS + "/1").json())
        .containsEntry("state", "published")
        .containsEntry("revision", 1)
        .containsEntry("endedBy", "token ada");
  }

  @Test
  void whoAsked_doesNotApproveOneself() {
    policy("{\"approvals\":1}");
    as(bob, "POST", REQUESTS, "");

    assertThat(approve(bob, 1).json())
        .containsEntry("detail", "token bob has made request 1, must be approved by somebody else");
  }

  @Test
  void draftThatChangesAfterwards_isNotWhatWasApproved() {
    policy("{\"approvals\":1}");
    as(eve, "POST", REQUESTS, "");
    approve(bob, 1);
    control.change("/flags/greeting", 1, FLAG.replace("\"on\":true", "\"on\":false"));

    assertThat(publish(ada).status()).isEqualTo(403);
    assertThat(control.get(REQUESTS + "/1").json()).containsEntry("moved", true);
    assertThat(approve(token("cleo", "publisher"), 1).json())
        .containsEntry("type", "rimlight:drafts_moved");
  }

  @Test
  void freeze_holdsForPublicationsAndNotForKills() {
    publish(ada);
    control.change("/flags/greeting", 1, FLAG.replace("\"on\":true", "\"on\":false"));
    policy(
        "{\"freezes\":[{\"from\":%d,\"until\":%d,\"reason\":\"Black Friday\"}]}"
            .formatted(now.get(), now.get() + Duration.ofHours(1).toMillis()));

    assertThat(publish(ada).json())
        .containsEntry("type", "rimlight:change_freeze")
        .containsEntry("detail", "nothing is published until 2026-11-25T13:00:00Z: Black Friday");
    assertThat(as(ada, "PUT", BASE + "/kills/greeting", "{\"confirm\":\"greeting\"}").status())
        .isEqualTo(200);
    assertThat(as(ada, "POST", BASE + "/publication", "{\"despite\":\"fire\"}").status())
        .isEqualTo(403);
    assertThat(control.post(BASE + "/publication", "{\"despite\":\"fire\"}").json())
        .containsEntry("revision", 2);
    assertThat(control.get(BASE + "/audit?action=publish").list("entries").getFirst())
        .containsEntry("sentence", "Published revision 2; despite the policy: fire");
    now.addAndGet(Duration.ofHours(1).toMillis());
    control.change("/flags/greeting", 2, FLAG);
    assertThat(publish(ada).json()).containsEntry("revision", 3);
  }

  @Test
  void whatIsScheduled_isPublishedAtItsTimeAndNotBefore() throws Exception {
    long at = now.get() + 60_000;
    as(ada, "POST", REQUESTS, "{\"publishAt\":%d}".formatted(at));
    control.schedule().round();
    assertThat(control.get(BASE + "/publication").json()).containsEntry("revision", 0);

    now.set(at);

    Eventually.eventually(
        "revision 1 is published",
        () -> Integer.valueOf(1).equals(control.get(BASE + "/publication").json().get("revision")));
    assertThat(control.get(BASE + "/publication").json()).containsEntry("publishedBy", "token ada");
  }

  @Test
  void whatAnEditorSchedules_waitsForAPublisherAndIsAnAlert() {
    long at = now.get() + 60_000;
    as(eve, "POST", REQUESTS, "{\"publishAt\":%d}".formatted(at));
    now.set(at + 31_000);
    control.schedule().round();
    control.alarm().round();

    assertThat(control.get(BASE + "/publication").json()).containsEntry("revision", 0);
    assertThat(control.get(BASE + "/alerts?open=true").list("alerts"))
        .extracting(alert -> alert.get("sentence"))
        .containsExactly(
            "Request 1 of token eve was to be published at 2026-11-25T12:01:00Z and waits: it has 0 of 1 approvals.");
    approve(bob, 1);
    control.schedule().round();
    assertThat(control.get(BASE + "/publication").json()).containsEntry("revision", 1);
  }

  @Test
  void cancelledRequest_isNotPublished() {
    long at = now.get() + 60_000;
    as(ada, "POST", REQUESTS, "{\"publishAt\":%d}".formatted(at));
    assertThat(as(ada, "DELETE", REQUESTS + "/1", "").json()).containsEntry("state", "cancelled");
    now.set(at);
    control.schedule().round();

    assertThat(control.get(BASE + "/publication").json()).containsEntry("revision", 0);
    assertThat(as(ada, "DELETE", REQUESTS + "/1", "").json())
        .containsEntry("detail", "request 1 is cancelled, must be open");
  }

  @Test
  void editorsKill_whereThePolicyLetsThem() {
    publish(ada);
    assertThat(as(eve, "PUT", BASE + "/kills/greeting", "{\"confirm\":\"greeting\"}").status())
        .isEqualTo(403);
    policy("{\"killRole\":\"editor\"}");
    assertThat(as(eve, "PUT", BASE + "/kills/greeting", "{\"confirm\":\"greeting\"}").status())
        .isEqualTo(200);
  }

  @Test
  void badInput_isNamedWithItsBound() {
    for (List<String> each :
        List.of(
            List.of("{\"approvals\":6}", "approvals == 6, must be in 0..5"),
            List.of(
                "{\"freezes\":[{\"from\":5,\"until\":5}]}",
                "until == 5, must be in 6..253402300799999"),
            List.of(
                "{\"killRole\":\"viewer\"}",
                "killRole == \"viewer\", must be one of editor, publisher"))) {
      assertThat(
              control
                  .send(
                      "PUT",
                      BASE + "/policy",
                      each.getFirst(),
                      "Authorization",
                      "Bearer " + RunningControlPlane.TOKEN,
                      "If-Match",
                      "\"0\"")
                  .json())
          .containsEntry("detail", each.getLast());
    }
    assertThat(as(ada, "POST", REQUESTS, "{\"publishAt\":1}").json())
        .containsEntry("detail", "publishAt == 1970-01-01T00:00:00.001Z, must be in the future");
  }
}
