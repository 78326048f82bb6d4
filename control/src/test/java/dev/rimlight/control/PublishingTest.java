package dev.rimlight.control;

import static dev.rimlight.control.Eventually.eventually;
import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static dev.rimlight.control.RunningControlPlane.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revisions and kills reach an edge that checks signatures; nothing half-published is ever left.
class PublishingTest {
  @TempDir private Path data;
  private FakeEdge edge;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    edge = FakeEdge.start(data);
    control = RunningControlPlane.start(data, edge.address());
  }

  @AfterEach
  void stop() {
    control.close();
    edge.close();
  }

  @Test
  void publish_bringsAllDraftsToTheEdge() throws Exception {
    control.draftTheShop();
    Answer before = control.get(BASE + "/publication");
    assertThat(before.json()).containsEntry("revision", 0);
    assertThat(before.json().get("pending"))
        .isEqualTo(
            List.of(
                Map.of("noun", "experiment", "key", "wording", "change", "added"),
                Map.of("noun", "flag", "key", "cta", "change", "added"),
                Map.of("noun", "route", "key", "product", "change", "added")));
    Answer published = control.post(BASE + "/publication", "{\"comment\":\"first\"}");
    assertThat(published.json())
        .containsEntry("revision", 1)
        .containsEntry("publishedBy", "token")
        .containsEntry("pending", List.of());
    eventually("the edge runs revision 1", () -> edge.revision() == 1);
    assertThat(edge.routes()).contains("\"pattern\":\"/product/:id\"");
    assertThat(edge.refused()).isEmpty();
    assertThat(control.get(BASE + "/flags/cta").json())
        .containsEntry("state", "on")
        .containsEntry("published", true);
    eventually(
        "the control plane knows", () -> "current".equals(edgeOf("/publication").get("state")));
    assertThat(edgeOf("/publication")).containsKey("delayMillis").containsEntry("revision", 1);
  }

  @Test
  void failedPublish_leavesNothing() {
    control.create("/flags/cta", CTA);
    control.create("/routes/product", PRODUCT.replace("eager", "gone"));
    Answer refused = control.publish();
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors"))
        .isEqualTo(
            List.of(
                Map.of(
                    "path", "/routes/product/edits/0/variant",
                    "message", "route product names variant gone, which flag cta does not have"),
                Map.of(
                    "path", "/flags/cta/rules/0/serve",
                    "message", "flag cta serves experiment wording, which does not exist")));
    assertThat(control.get(BASE + "/publication").json())
        .containsEntry("revision", 0)
        .doesNotContainKey("publishedAt");
    assertThat(control.get(BASE + "/audit").toString()).doesNotContain("publish");
    assertThat(edge.revision()).isZero();
  }

  @Test
  void dryRun_validatesAndKeepsNothing() {
    control.draftTheShop();
    Answer shown = control.post(BASE + "/publication?dryRun=true", "");
    assertThat(shown.json()).containsEntry("revision", 0);
    assertThat(shown.list("pending")).hasSize(3);
    control.create(
        "/routes/broken", PRODUCT.replace("\"product\"", "\"broken\"").replace("eager", "gone"));
    assertThat(control.post(BASE + "/publication?dryRun=true", "").status()).isEqualTo(422);
    assertThat(control.post(BASE + "/publication?dryRun=perhaps", "").status()).isEqualTo(400);
  }

  @Test
  void nothingPending_staysAtTheRevision() {
    control.draftTheShop();
    control.publish();
    assertThat(control.publish().json()).containsEntry("revision", 1);
  }

  @Test
  void deletedFlag_isPendingAsRemoved() {
    control.create(
        "/flags/plain", CTA.replace("\"cta\"", "\"plain\"").replaceFirst(",\\s*\"rules\".*]", ""));
    control.publish();
    control.delete("/flags/plain", 1);
    assertThat(control.get(BASE + "/publication").json().get("pending"))
        .isEqualTo(List.of(Map.of("noun", "flag", "key", "plain", "change", "removed")));
  }

  @Test
  void kill_isAtTheEdgeWhenAnswered() {
    control.draftTheShop();
    control.publish();
    Answer killed = kill("cta", "{\"confirm\":\"cta\",\"reason\":\"broken basket\"}");
    assertThat(killed.status()).isEqualTo(200);
    assertThat(edge.killRevision()).isEqualTo(1);
    assertThat(edge.killList())
        .containsEntry("environment", "demo")
        .containsEntry("killRevision", 1)
        .containsKey("at");
    assertThat(String.valueOf(edge.killList().get("off")))
        .contains("flag=cta")
        .contains("by=token")
        .contains("reason=broken basket");
    assertThat(edgeOf(killed)).containsEntry("state", "current").containsKey("delayMillis");
    assertThat((Integer) edgeOf(killed).get("delayMillis")).isLessThan(1_000);
    assertThat(control.get(BASE + "/flags/cta").json())
        .containsEntry("state", "killed")
        .containsKey("killedAt");
    assertThat(control.get(BASE + "/experiments/wording").json()).containsEntry("killed", true);
  }

  @Test
  void killTwice_isTheSameKill() {
    control.draftTheShop();
    kill("cta", "{\"confirm\":\"cta\"}");
    assertThat(kill("cta", "{\"confirm\":\"cta\"}").json()).containsEntry("killRevision", 1);
  }

  @Test
  void unkill_takesItBack() {
    control.draftTheShop();
    kill("cta", "{\"confirm\":\"cta\"}");
    Answer back =
        control.send(
            "DELETE",
            BASE + "/kills/cta",
            "",
            "Authorization",
            "Bearer " + RunningControlPlane.TOKEN);
    assertThat(back.json()).containsEntry("killRevision", 2).containsEntry("kills", List.of());
    assertThat(edge.killRevision()).isEqualTo(2);
    assertThat(edge.killList()).containsEntry("off", List.of());
  }

  @Test
  void killWithoutTheKey_is422() {
    control.draftTheShop();
    Answer refused = kill("cta", "{\"confirm\":\"CTA\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json())
        .containsEntry("type", "rimlight:confirmation_differs")
        .containsEntry("detail", "confirm == \"CTA\", must be \"cta\"");
    assertThat(edge.killRevision()).isZero();
    assertThat(kill("gone", "{\"confirm\":\"gone\"}").status()).isEqualTo(404);
  }

  @Test
  void kill_overtakesHangingSnapshot() throws Exception {
    control.draftTheShop();
    edge.holdSnapshots();
    control.publish();
    Answer killed = kill("cta", "{\"confirm\":\"cta\"}");
    assertThat(edge.killRevision()).isEqualTo(1);
    assertThat(edge.revision()).isZero();
    assertThat(edgeOf(killed)).containsEntry("state", "current");
    edge.releaseSnapshots();
    eventually("the snapshot follows", () -> edge.revision() == 1);
  }

  @Test
  void forgetfulEdge_isGivenEverythingAgain() throws Exception {
    control.draftTheShop();
    control.publish();
    kill("cta", "{\"confirm\":\"cta\"}");
    eventually(
        "the edge has both",
        () -> "current".equals(edgeOf("/publication").get("state")) && edge.killRevision() == 1);
    edge.forget();
    control.change("/flags/cta", 1, CTA.replace("Buy now", "Buy today"));
    control.publish();
    eventually("the edge has both again", () -> edge.revision() == 2 && edge.killRevision() == 1);
  }

  @Test
  void restart_offersWhatWasPublished() throws Exception {
    control.draftTheShop();
    control.publish();
    kill("cta", "{\"confirm\":\"cta\"}");
    eventually("the edge runs it", () -> edge.revision() == 1);
    control.close();
    edge.forget();
    control = RunningControlPlane.start(data, edge.address());
    eventually("the edge runs it again", () -> edge.revision() == 1 && edge.killRevision() == 1);
  }

  @Test
  void edgeThatIsDown_failsNothing() throws Exception {
    control.close();
    control = RunningControlPlane.start(data, URI.create("http://127.0.0.1:9"));
    control.draftTheShop();
    assertThat(control.publish().status()).isEqualTo(200);
    assertThat(kill("cta", "{\"confirm\":\"cta\"}").status()).isEqualTo(200);
    eventually(
        "the edge is known to be down",
        () -> "unreachable".equals(edgeOf("/publication").get("state")));
    assertThat(String.valueOf(edgeOf("/kills").get("error"))).startsWith("cannot reach the edge: ");
  }

  private Answer kill(String flag, String body) {
    return control.put(BASE + "/kills/" + flag, body);
  }

  private Map<String, Object> edgeOf(String path) {
    return edgeOf(control.get(BASE + path));
  }

  private static Map<String, Object> edgeOf(Answer answer) {
    return answer.list("edges").getFirst();
  }
}
