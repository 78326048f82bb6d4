package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.store.ChangeChain;
import dev.rimlight.control.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that was written is lost: every version can be seen, compared and taken back, and the
/// log proves itself.
class HistoryTest {
  private static final String LOUDER = CTA.replace("Buy now", "BUY NOW");

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
    control.create("/flags/cta", CTA);
    control.change("/flags/cta", 1, LOUDER);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer restore(int version, int seen) {
    return control.send(
        "POST",
        BASE + "/flags/cta/versions/" + version + "/restoration",
        "",
        "Authorization",
        "Bearer " + RunningControlPlane.TOKEN,
        "If-Match",
        "\"" + seen + "\"");
  }

  @Test
  void versions_tellWhatChangedInEach() {
    List<Map<String, Object>> versions = control.get(BASE + "/flags/cta/versions").list("versions");
    assertThat(versions).extracting(version -> version.get("version")).containsExactly(2, 1);
    assertThat(versions.getFirst().get("differences"))
        .isEqualTo(
            List.of(
                Map.of("path", "/variants/eager/value", "before", "Buy now", "after", "BUY NOW")));
    assertThat(versions.getLast().get("differences")).isEqualTo(List.of());
    assertThat(control.get(BASE + "/flags/cta/versions?limit=1").json()).containsEntry("next", 2);
    assertThat(control.get(BASE + "/flags/cta/versions/1").json().get("flag"))
        .isEqualTo(Json.readStored(CTA));
    assertThat(control.get(BASE + "/flags/cta/versions/3").status()).isEqualTo(404);
  }

  @Test
  void restoredVersion_isTheNewestAgain() {
    assertThat(restore(1, 1).status()).isEqualTo(409);
    Answer restored = restore(1, 2);
    assertThat(restored.header("ETag")).isEqualTo("\"3\"");
    assertThat(restored.json().get("flag")).isEqualTo(Json.readStored(CTA));
    assertThat(restore(9, 3).json()).containsEntry("detail", "flag cta has no version 9");
  }

  @Test
  void comments_areKeptInOrder() {
    String comments = BASE + "/flags/cta/comments";
    assertThat(control.post(comments, "{\"text\":\"Is this too loud?\"}").status()).isEqualTo(201);
    control.post(comments, "{\"text\":\"It is.\"}");
    assertThat(control.get(comments).list("comments"))
        .extracting(comment -> comment.get("text"))
        .containsExactly("Is this too loud?", "It is.");
    assertThat(control.post(BASE + "/flags/none/comments", "{\"text\":\"?\"}").status())
        .isEqualTo(404);
  }

  @Test
  void audit_isPagedFilteredAndDetailed() {
    Answer page = control.get(BASE + "/audit?limit=1");
    assertThat(page.json()).containsEntry("next", 2);
    assertThat(String.valueOf(page.list("entries").getFirst().get("differences")))
        .contains("/variants/eager/value");
    assertThat(control.get(BASE + "/audit?before=2").list("entries")).hasSize(1);
    assertThat(control.get(BASE + "/audit?action=flag.change").list("entries")).hasSize(1);
    assertThat(control.get(BASE + "/audit?by=nobody").list("entries")).isEmpty();
    assertThat(control.get(BASE + "/audit?limit=0").json())
        .containsEntry("detail", "limit == \"0\", must be a whole number in 1..200");
  }

  @Test
  void audit_holdsUntilARowIsEditedOrMissing() throws Exception {
    control.change("/flags/cta", 2, CTA);
    assertThat(verify()).isEqualTo(List.of());
    TestDatabase.run(data, "update change_log set sentence = 'Nothing happened' where seq = 2");
    assertThat(verify()).containsExactly("change 2 was edited, or does not follow the one before");
    TestDatabase.run(data, "delete from change_log where seq = 2");
    assertThat(verify())
        .containsExactly(
            "change 2 is missing", "change 3 was edited, or does not follow the one before");
  }

  private List<String> verify() throws Exception {
    try (Store store = Database.open(TestDatabase.url(data).orElse(null), data, Optional.empty())) {
      return store.read(handle -> ChangeChain.verify(handle, "demo", null)).faults();
    }
  }
}
