package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static dev.rimlight.control.RunningControlPlane.WORDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drafts change by version, leave a sentence behind, and are refused with a pointer to what is
/// wrong.
class DefinitionsTest {
  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void create_answersTheEntry() {
    Answer created = control.create("/flags/cta", CTA);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.json())
        .containsEntry("version", 1)
        .containsEntry("updatedBy", "token")
        .containsEntry("state", "off")
        .containsEntry("published", false)
        .containsEntry("summary", "Experiment wording to everyone, else plain");
    assertThat(control.get(BASE + "/flags/cta").json()).isEqualTo(created.json());
  }

  @Test
  void createTwice_is409WithCurrent() {
    control.create("/flags/cta", CTA);
    Answer again = control.create("/flags/cta", CTA);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("current")).isEqualTo(control.get(BASE + "/flags/cta").json());
  }

  @Test
  void change_raisesVersionAndNamesWhatChanged() {
    control.create("/flags/cta", CTA);
    Answer changed =
        control.change(
            "/flags/cta", 1, CTA.replace("\"on\":true", "\"on\":false,\"name\":\"Call\""));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(sentences())
        .containsExactly("Flag cta: turned it off and changed its name", "Created flag cta");
  }

  @Test
  void unchangedDocument_keepsItsVersion() {
    control.create("/flags/cta", CTA);
    assertThat(control.change("/flags/cta", 1, CTA).header("ETag")).isEqualTo("\"1\"");
    assertThat(sentences()).containsExactly("Created flag cta");
  }

  @Test
  void staleVersion_is409AndChangesNothing() {
    control.create("/flags/cta", CTA);
    control.change("/flags/cta", 1, CTA.replace("Buy now", "Buy today"));
    Answer stale = control.change("/flags/cta", 1, CTA.replace("Buy now", "Buy never"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json())
        .containsEntry("detail", "flag cta has version 2, must be 1 for If-Match");
    assertThat(String.valueOf(stale.json().get("current"))).contains("Buy today");
    assertThat(control.get(BASE + "/flags/cta").toString()).contains("Buy today");
  }

  @Test
  void withoutVersion_is428() {
    assertThat(control.put(BASE + "/flags/cta", CTA).status()).isEqualTo(428);
    assertThat(
            control
                .send(
                    "DELETE",
                    BASE + "/flags/cta",
                    "",
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN)
                .status())
        .isEqualTo(428);
  }

  @Test
  void malformedVersion_is400() {
    Answer answer =
        control.send(
            "PUT",
            BASE + "/flags/cta",
            CTA,
            "Authorization",
            "Bearer " + RunningControlPlane.TOKEN,
            "If-Match",
            "3");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json())
        .containsEntry("detail", "If-Match == 3, must be a version in quotes, as \"3\"");
  }

  @Test
  void invalidFlag_is422WithPointer() {
    Answer refused =
        control.create("/flags/cta", CTA.replace("\"off\":\"plain\"", "\"off\":\"none\""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json()).containsEntry("type", "rimlight:unknown_variant");
    assertThat(String.valueOf(refused.json().get("errors"))).contains("path=/off");
    assertThat(control.get(BASE + "/flags/cta").status()).isEqualTo(404);
    assertThat(sentences()).isEmpty();
  }

  @Test
  void otherKeyThanInPath_is422() {
    assertThat(control.create("/flags/other", CTA).json())
        .containsEntry("detail", "key == \"cta\", must be \"other\" as in the path");
  }

  @Test
  void tooLongName_namesTheBound() {
    String name = "x".repeat(201);
    assertThat(
            control
                .create("/flags/cta", CTA.replaceFirst("\\{", "{\"name\":\"" + name + "\","))
                .json())
        .containsEntry("detail", "name has 201 characters, must be <= 200");
  }

  @Test
  void flagInUse_isNotDeleted() {
    control.draftTheShop();
    Answer refused = control.delete("/flags/cta", 1);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json())
        .containsEntry(
            "detail", "flag cta is named by experiment wording, must be named by nothing");
  }

  @Test
  void deletedFlag_comesBackWithHigherVersion() {
    control.create("/flags/cta", CTA);
    assertThat(control.delete("/flags/cta", 1).status()).isEqualTo(204);
    assertThat(control.get(BASE + "/flags/cta").status()).isEqualTo(404);
    assertThat(control.create("/flags/cta", CTA).header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void publishedExperiment_isFrozen() {
    control.draftTheShop();
    control.publish();
    Answer refused =
        control.change(
            "/experiments/wording",
            1,
            WORDING
                .replace("\"allocation\":50000", "\"allocation\":40000")
                .replace("running", "draft"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.list("errors"))
        .isEqualTo(
            List.of(
                Map.of(
                    "path", "/allocation",
                    "message", "allocation == 40000, must be >= 50000 while it runs"),
                Map.of(
                    "path", "/status",
                    "message", "status == draft after running, must not go back: use a new key")));
    assertThat(refused.json()).containsKey("current");
  }

  @Test
  void publishedExperiment_mayGrowAndStop() {
    control.draftTheShop();
    control.publish();
    String grown = WORDING.replace("\"allocation\":50000", "\"allocation\":100000");
    assertThat(control.change("/experiments/wording", 1, grown).status()).isEqualTo(200);
    assertThat(control.delete("/experiments/wording", 2).status()).isEqualTo(409);
    String stopped = grown.replace("running", "stopped");
    assertThat(control.change("/experiments/wording", 2, stopped).status()).isEqualTo(200);
    control.publish();
    assertThat(control.get(BASE + "/experiments/wording").json())
        .containsKeys("startedAt", "stoppedAt")
        .containsEntry("published", true);
  }

  @Test
  void runningButUnpublishedExperiment_mayChangeFreely() {
    control.draftTheShop();
    String other = WORDING.replace("\"allocation\":50000", "\"allocation\":100");
    assertThat(control.change("/experiments/wording", 1, other).status()).isEqualTo(200);
  }

  @Test
  void unknownEnvironment_is404() {
    assertThat(control.get("/v1/environments/prod/flags").json())
        .containsEntry("detail", "environment prod does not exist");
  }

  private List<String> sentences() {
    return control.get(BASE + "/audit").list("entries").stream()
        .map(entry -> String.valueOf(entry.get("sentence")))
        .toList();
  }

  @Test
  void list_isThatOfNowAfterEveryChange() {
    control.draftTheShop();
    assertThat(listed()).containsEntry("version", 1).containsEntry("published", false);
    assertThat(listed()).isEqualTo(control.get(BASE + "/flags/cta").json());
    control.publish();
    assertThat(listed()).containsEntry("published", true).containsEntry("state", "on");
    control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
    assertThat(listed()).containsEntry("state", "killed");
    control.change("/flags/cta", 1, CTA.replace("Buy now", "Take it"));
    assertThat(listed()).containsEntry("version", 2).containsEntry("published", false);
    assertThat(listed()).isEqualTo(control.get(BASE + "/flags/cta").json());
  }

  private Map<String, Object> listed() {
    return control.get(BASE + "/flags").list("flags").getFirst();
  }

  @Test
  void list_isCompressedForThoseWhoTakeIt() throws Exception {
    control.draftTheShop();
    HttpRequest request =
        HttpRequest.newBuilder(control.uri(BASE + "/flags"))
            .header("Authorization", "Bearer " + RunningControlPlane.TOKEN)
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<byte[]> response =
        control.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(control.get(BASE + "/flags").response().body());
    }
  }
}
