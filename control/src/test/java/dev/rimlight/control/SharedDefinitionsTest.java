package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static dev.rimlight.control.RunningControlPlane.CTA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What flags and experiments share: segments, layers, holdouts and metrics.
class SharedDefinitionsTest {
  private static final String WORDING =
      """
      {"key":"wording","flag":"cta","unit":"visitor","control":"plain","allocation":50000,"status":"running",
       "variants":[{"variant":"plain","weight":50000},{"variant":"eager","weight":50000}],
       "audience":{"segment":"germans"},"layer":{"key":"checkout","slots":[[0,50000]]},"holdouts":["untouched"],
       "metrics":[{"metric":"revenue","role":"goal"},{"metric":"orders","role":"guardrail","margin":0.02}]}
      """;

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
    control.create("/flags/cta", CTA);
    control.create("/experiments/wording", WORDING);
  }

  @AfterEach
  void close() {
    control.close();
  }

  private void share() {
    assertThat(
            List.of(
                control
                    .create(
                        "/segments/germans",
                        "{\"key\":\"germans\",\"when\":{\"attribute\":\"country\",\"operator\":\"in\",\"values\":[\"DE\"]}}")
                    .status(),
                control.create("/layers/checkout", "{\"key\":\"checkout\"}").status(),
                control
                    .create("/holdouts/untouched", "{\"key\":\"untouched\",\"share\":5000}")
                    .status(),
                control
                    .create(
                        "/metrics/revenue",
                        "{\"key\":\"revenue\",\"name\":\"Revenue\",\"kind\":\"mean\",\"event\":\"order\",\"direction\":\"increase\",\"tags\":[\"money\"]}")
                    .status(),
                control
                    .create(
                        "/metrics/orders",
                        "{\"key\":\"orders\",\"kind\":\"proportion\",\"event\":\"order\",\"direction\":\"increase\"}")
                    .status()))
        .containsExactly(201, 201, 201, 201, 201);
  }

  @Test
  void whatIsMissing_isNamedWhenPublishing() {
    assertThat(control.publish().list("errors"))
        .extracting(error -> error.get("message"))
        .contains("metric revenue does not exist");
  }

  @Test
  void sharedDefinitions_arePublishedAndDecideResults() {
    share();

    assertThat(control.publish().status()).isEqualTo(200);

    assertThat(control.get(BASE + "/experiments/wording/results").list("metrics"))
        .extracting(metric -> metric.get("metric") + " " + metric.get("role"))
        .containsExactly("revenue goal", "orders guardrail");
  }

  @Test
  void whatIsUsed_saysByWhatAndCannotGo() {
    share();

    assertThat(control.get(BASE + "/segments/germans/uses").list("uses"))
        .containsExactly(Map.of("noun", "experiment", "key", "wording"));
    assertThat(control.get(BASE + "/flags/cta/uses").list("uses"))
        .containsExactly(Map.of("noun", "experiment", "key", "wording"));
    for (String used :
        List.of(
            "/segments/germans", "/layers/checkout", "/holdouts/untouched", "/metrics/orders")) {
      assertThat(control.delete(used, 1).json())
          .containsEntry("type", "rimlight:in_use")
          .hasEntrySatisfying(
              "detail",
              detail ->
                  assertThat(String.valueOf(detail))
                      .endsWith("is named by experiment wording, must be named by nothing"));
    }
  }

  @Test
  void holdoutOfWhatRuns_keepsItsShare() {
    share();
    control.publish();

    assertThat(
            control
                .change("/holdouts/untouched", 1, "{\"key\":\"untouched\",\"share\":9000}")
                .json())
        .containsEntry(
            "detail", "holdout untouched: share must stay while experiment wording runs");
    assertThat(
            control
                .change(
                    "/holdouts/untouched",
                    1,
                    "{\"key\":\"untouched\",\"share\":5000,\"name\":\"Nobody's\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void sharedMetricThatDecides_isRefused() {
    assertThat(
            control
                .create(
                    "/metrics/orders",
                    "{\"key\":\"orders\",\"kind\":\"proportion\",\"event\":\"order\",\"direction\":\"increase\",\"role\":\"goal\"}")
                .json())
        .containsEntry(
            "detail",
            "role == \"goal\", must be absent in a metric that experiments share: each says what it decides there");
  }

  @Test
  void list_isFoundByWordsAndComesInPages() {
    for (int i = 0; i < 5; i++) {
      control.create(
          "/segments/s" + i,
          "{\"key\":\"s%d\",\"name\":\"100%% of %s\"}"
              .formatted(i, i % 2 == 0 ? "Berlin" : "Köln"));
    }

    assertThat(keys("?q=berlin")).containsExactly("s0", "s2", "s4");
    assertThat(keys("?q=100%25%20k%C3%B6ln")).containsExactly("s1", "s3");
    assertThat(keys("?q=1_0")).isEmpty();
    RunningControlPlane.Answer page = control.get(BASE + "/segments?q=berlin&limit=2");
    assertThat(page.json()).containsEntry("total", 3).containsEntry("next", "s2");
    assertThat(keys("?q=berlin&limit=2&after=s2")).containsExactly("s4");
    assertThat(control.get(BASE + "/segments?limit=501").json())
        .containsEntry("detail", "limit == \"501\", must be a whole number in 1..500");
  }

  private List<String> keys(String query) {
    return control.get(BASE + "/segments" + query).list("segments").stream()
        .map(entry ->
            entry.get("segment") instanceof Map<?, ?> segment
                ? String.valueOf(segment.get("key"))
                : "")
        .toList();
  }
}
