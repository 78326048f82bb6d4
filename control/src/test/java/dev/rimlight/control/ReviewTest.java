package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static dev.rimlight.control.RunningControlPlane.WORDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.document.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What publishing would change, before it is published.
class ReviewTest {
  private static final String GREETING =
      """
      {"key":"greeting","type":"string","on":true,"off":"hello","default":{"variant":"hello"},
       "variants":[{"key":"hello","value":"Hello"},{"key":"hallo","value":"Hallo"}],"rules":[%s]}
      """;
  private static final String GERMANS =
      """
      {"id":"germans","when":{"attribute":"country","operator":"equals","values":["DE"]},"serve":{"variant":"hallo"}}
      """;

  @TempDir private Path data;
  @TempDir private Path parquet;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control =
        RunningControlPlane.start(
            data, Optional.empty(), Optional.of(parquet), InstantSource.system());
    control.create("/flags/greeting", GREETING.formatted(""));
    control.publish();
  }

  @AfterEach
  void close() {
    control.close();
  }

  private RunningControlPlane.Answer review() {
    return control.get(BASE + "/publication/review");
  }

  private void change(String body) {
    assertThat(control.change("/flags/greeting", 1, body).status()).isEqualTo(200);
  }

  private static Map<String, Object> object(@Nullable Object node) {
    return Json.readStored(Json.write(Objects.requireNonNull(node)));
  }

  @Test
  void ruleForOneCountry_movesItsVisitorsAndSaysSo() {
    StoredTrial.writeVisitors(parquet, Instant.now());
    change(GREETING.formatted(GERMANS));

    Map<String, Object> replay = object(review().json().get("replay"));

    assertThat(replay)
        .containsEntry("visitors", 1000)
        .containsEntry("changed", 200)
        .containsEntry(
            "sentence",
            "Of 1,000 visitors of the last day 200 (20.0 %) get another variant, all of country DE.")
        .containsEntry(
            "flags",
            List.of(
                Map.of(
                    "flag",
                    "greeting",
                    "changed",
                    200,
                    "moves",
                    List.of(Map.of("from", "hello", "to", "hallo", "visitors", 200)),
                    "where",
                    Map.of("dimension", "country", "value", "DE", "share", 1.0))));
  }

  @Test
  void killedFlag_movesNobody() {
    StoredTrial.writeVisitors(parquet, Instant.now());
    control.put(BASE + "/kills/greeting", "{\"confirm\":\"greeting\"}");
    change(GREETING.formatted(GERMANS));

    assertThat(object(review().json().get("replay")))
        .containsEntry("changed", 0)
        .containsEntry("sentence", "None of 1,000 visitors of the last day gets another variant.");
  }

  @Test
  void withoutVisitors_saysThatNothingCanBeSaid() {
    change(GREETING.formatted(GERMANS.replace("country", "weather")));

    Map<String, Object> replay = object(review().json().get("replay"));

    assertThat(replay)
        .containsEntry("visitors", 0)
        .containsEntry("unknown", List.of("weather"))
        .hasEntrySatisfying(
            "sentence", said -> assertThat(String.valueOf(said)).startsWith("Nobody is known"));
  }

  @Test
  void differences_areFieldByFieldWithWhoMadeThem() {
    change(GREETING.formatted("").replace("Hallo", "Servus"));
    control.create("/segments/all", "{\"key\":\"all\",\"when\":{\"all\":[]}}");

    assertThat(review().list("differences"))
        .anySatisfy(difference ->
            assertThat(difference)
                .containsEntry("noun", "flag")
                .containsEntry("change", "changed")
                .containsEntry("updatedBy", "token")
                .containsEntry(
                    "fields",
                    List.of(
                        Map.of(
                            "path",
                            "/variants/hallo/value",
                            "before",
                            "Hallo",
                            "after",
                            "Servus"))))
        .anySatisfy(difference ->
            assertThat(difference)
                .containsEntry("noun", "segment")
                .containsEntry("change", "added"));
  }

  @Test
  void whatLooksWrong_isTold() {
    change(
        GREETING
            .formatted("{\"id\":\"all\",\"serve\":{\"variant\":\"hallo\"}}," + GERMANS)
            .replace(
                "\"key\":\"greeting\"",
                "\"key\":\"greeting\",\"expires\":\"2020-01-01T00:00:00Z\""));
    control.create("/flags/cta", CTA);
    control.create("/experiments/wording", WORDING);
    String other = CTA.replace("cta", "tone").replace("wording", "voice");
    control.create("/flags/tone", other);
    control.create(
        "/experiments/voice", WORDING.replace("cta", "tone").replace("wording", "voice"));
    control.create(
        "/routes/home",
        "{\"key\":\"home\",\"pattern\":\"/\",\"priority\":1,\"flags\":[\"cta\",\"tone\"]}");

    assertThat(review().list("warnings"))
        .extracting(warning -> warning.get("code") + ": " + warning.get("sentence"))
        .containsExactly(
            "unreachable_rule: Rule 2 of flag greeting is never reached: rule 1 serves everybody.",
            "overlap: Experiments wording and voice run on the same visitors of route home; in one layer they would not.",
            "expired: Flag greeting was to be gone by 2020-01-01T00:00:00Z.");
  }

  @Test
  void explanation_saysWhyByWhatIsPublishedAndByDrafts() {
    change(GREETING.formatted(GERMANS));
    String context = "{\"context\":{\"unit\":\"u1\",\"attributes\":{\"country\":\"DE\"}}%s}";

    RunningControlPlane.Answer now = control.post(BASE + "/explanations", context.formatted(""));
    RunningControlPlane.Answer then =
        control.post(BASE + "/explanations", context.formatted(",\"of\":\"drafts\""));

    assertThat(now.list("decisions").getFirst()).containsEntry("variant", "hello");
    assertThat(then.list("decisions").getFirst()).containsEntry("variant", "hallo");
    assertThat(String.valueOf(then.list("decisions").getFirst().get("trace"))).contains("germans");
    assertThat(control.post(BASE + "/explanations", "{\"of\":\"future\"}").json())
        .containsEntry("detail", "of == \"future\", must be published or drafts");
  }

  @Test
  void planning_isPrefilledFromWhoWasHere() throws Exception {
    StoredTrial.write(parquet, Instant.now());

    Map<String, Object> traffic = control.get(BASE + "/traffic?event=order").json();
    RunningControlPlane.Answer plan =
        control.get(
            BASE + "/planning?perDay=24000&baseline=" + traffic.get("baseline") + "&lift=0.1");

    assertThat(traffic)
        .containsEntry("units", 1000)
        .containsEntry("baseline", 0.15)
        .containsEntry("mean", 3.0);
    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.list("weeks")).hasSize(12);
    assertThat(control.get(BASE + "/planning?perDay=0&baseline=0.1").json())
        .containsEntry("detail", "perDay == \"0\", must be a number in 1.0..1.0E9");
    assertThat(control.get(BASE + "/traffic?event=nothing").json()).containsEntry("baseline", 0.0);
  }
}
