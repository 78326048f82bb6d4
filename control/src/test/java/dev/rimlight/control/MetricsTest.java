package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The numbers that Prometheus reads: they count what was done, name nobody, and are documented.
class MetricsTest {
  private static final Pattern OURS = Pattern.compile("rimlight_control_[a-z_]+");

  @TempDir private Path data;

  @Test
  void whatWasDone_isCounted() throws Exception {
    try (FakeEdge edge = FakeEdge.start(data);
        RunningControlPlane control = RunningControlPlane.start(data, edge.address())) {
      control.draftTheShop();
      control.publish();
      Eventually.eventually("it is told", () -> edge.revision() == 1);
      control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
      Eventually.eventually(
          "it is told",
          () ->
              text(control)
                  .contains("spread_seconds_count{environment=\"demo\",what=\"publication\"}"));
      control.alarm().round();
      assertThat(text(control).lines())
          .contains(
              "rimlight_control_publications_total{environment=\"demo\"} 1.0",
              "rimlight_control_kills_total{action=\"kill\",environment=\"demo\"} 1.0",
              "rimlight_control_edges{environment=\"demo\",state=\"current\"} 1.0",
              "rimlight_control_edges{environment=\"demo\",state=\"behind\"} 0.0",
              "rimlight_control_edges{environment=\"demo\",state=\"unreachable\"} 0.0",
              "rimlight_control_edge_lag_revisions{environment=\"demo\"} 0.0",
              "rimlight_control_watchers{environment=\"demo\"} 0.0",
              "rimlight_control_messages_waiting{environment=\"demo\"} 0.0",
              "rimlight_control_alerts{environment=\"demo\",rule=\"guardrail\"} 0.0",
              "rimlight_control_spread_seconds_count{environment=\"demo\",what=\"kill\"} 1",
              "rimlight_control_spread_seconds_count{environment=\"demo\",what=\"publication\"} 1",
              "rimlight_control_requests_seconds_count{method=\"PUT\",operation=\"/v1/environments/{environment}/flags/{key}\",status=\"2xx\"} 1",
              "rimlight_control_requests_seconds_bucket{method=\"PUT\",operation=\"/v1/environments/{environment}/flags/{key}\",status=\"2xx\",le=\"10.0\"} 1")
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
          .anyMatch(line ->
              line.startsWith("rimlight_control_store_transactions_seconds_count{kind=\"write\"}"));
    }
  }

  @Test
  void edgeThatIsAway_isUnreachableAndLags() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.start(data, URI.create("http://127.0.0.1:9"))) {
      control.draftTheShop();
      control.publish();
      Eventually.eventually(
          "it is told",
          () ->
              text(control)
                  .contains(
                      "rimlight_control_edges{environment=\"demo\",state=\"unreachable\"} 1.0"));
      assertThat(text(control))
          .contains("rimlight_control_edge_lag_revisions{environment=\"demo\"} 1.0");
    }
  }

  @Test
  void whatIsAskedFor_becomesNoLabel() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      for (String path :
          new String[] {"/v1/environments/ada/flags/ada", "/v1/ada", "/ada", BASE + "/flags/ada"}) {
        control.get(path);
        control.send("ADA", path, "");
      }
      assertThat(text(control)).doesNotContainIgnoringCase("ada").contains("method=\"OTHER\"");
    }
  }

  @Test
  void openMetrics_areReadWithoutCredentials() throws Exception {
    try (RunningControlPlane control =
        RunningControlPlane.operating(
            data, Optional.empty(), new Settings.Operating(true, Duration.ZERO, Map.of()))) {
      RunningControlPlane.Answer answer = control.send("GET", "/metrics", "");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type"))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Test
  void guide_namesEveryNumberOfOurs() throws Exception {
    Path guide =
        Path.of(
            Objects.requireNonNull(System.getProperty("rimlight.root")), "docs/guides/operate.md");
    try (FakeEdge edge = FakeEdge.start(data);
        RunningControlPlane control = RunningControlPlane.start(data, edge.address())) {
      control.draftTheShop();
      control.publish();
      control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
      Eventually.eventually("it is told", () -> text(control).contains("what=\"publication\""));
      control.alarm().round();
      assertThat(names(Files.readString(guide))).isEqualTo(names(text(control)));
    }
  }

  private static Set<String> names(String text) {
    TreeSet<String> names = new TreeSet<>();
    OURS.matcher(text)
        .results()
        .forEach(match -> names.add(match.group().replaceFirst("_(count|sum|bucket|max)$", "")));
    return names;
  }

  private static String text(RunningControlPlane control) {
    return control.get("/metrics").response().body();
  }
}
