package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything can be turned off at once, by the road that a kill takes.
class BypassTest {
  @TempDir private Path data;
  private FakeEdge edge;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    edge = FakeEdge.start(data);
    control = RunningControlPlane.start(data, edge.address());
    control.draftTheShop();
  }

  @AfterEach
  void stop() {
    control.close();
    edge.close();
  }

  @Test
  void bypass_isAtTheEdgeWhenAnswered() {
    control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
    assertThat(edge.killList()).containsEntry("global", "on");
    Answer bypassed = bypass("{\"confirm\":\"demo\",\"reason\":\"the origin burns\"}");
    assertThat(bypassed.json()).containsEntry("killRevision", 2).containsEntry("global", "bypass");
    assertThat(bypassed.list("kills")).hasSize(1);
    assertThat(edge.killRevision()).isEqualTo(2);
    assertThat(edge.killList())
        .containsOnlyKeys("environment", "killRevision", "at", "off", "global")
        .containsEntry("environment", "demo")
        .containsEntry("killRevision", 2)
        .containsEntry("global", "bypass");
    assertThat(control.get(BASE + "/kills").json()).containsEntry("global", "bypass");
    assertThat(audited())
        .containsEntry("action", "bypass")
        .containsEntry("key", "demo")
        .containsEntry("by", "token")
        .containsEntry("sentence", "Turned everything off: edges bypass: the origin burns");
  }

  @Test
  void endOfBypass_turnsEverythingOnAgain() {
    bypass("{\"confirm\":\"demo\"}");
    Answer back = endBypass();
    assertThat(back.json())
        .containsEntry("killRevision", 2)
        .containsEntry("global", "on")
        .containsEntry("kills", List.of());
    assertThat(edge.killList()).containsEntry("global", "on");
    assertThat(audited())
        .containsEntry("action", "unbypass")
        .containsEntry("sentence", "Turned everything on again: edges no longer bypass");
  }

  @Test
  void bypassTwice_isTheSameBypass() {
    assertThat(endBypass().json()).containsEntry("killRevision", 0);
    bypass("{\"confirm\":\"demo\"}");
    assertThat(bypass("{\"confirm\":\"demo\"}").json()).containsEntry("killRevision", 1);
    assertThat(endBypass().json()).containsEntry("killRevision", 2);
    assertThat(endBypass().json()).containsEntry("killRevision", 2);
  }

  @Test
  void bypassWithoutTheEnvironmentsName_is422() {
    Answer refused = bypass("{\"confirm\":\"production\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json())
        .containsEntry("type", "rimlight:confirmation_differs")
        .containsEntry("detail", "confirm == \"production\", must be \"demo\"");
    assertThat(bypass("{}").json()).containsEntry("detail", "confirm is missing, must be given");
    assertThat(edge.killRevision()).isZero();
  }

  @Test
  void restart_keepsTheBypass() throws Exception {
    bypass("{\"confirm\":\"demo\"}");
    control.close();
    edge.forget();
    control = RunningControlPlane.start(data, edge.address());
    Eventually.eventually("the edge hears it again", () -> edge.killRevision() == 1);
    assertThat(edge.killList()).containsEntry("global", "bypass");
    assertThat(control.get(BASE + "/kills").json()).containsEntry("global", "bypass");
  }

  private Answer bypass(String body) {
    return control.put(BASE + "/bypass", body);
  }

  private Answer endBypass() {
    return control.send(
        "DELETE", BASE + "/bypass", "", "Authorization", "Bearer " + RunningControlPlane.TOKEN);
  }

  private Map<String, Object> audited() {
    return control.get(BASE + "/audit").list("entries").getFirst();
  }
}
