package dev.rimlight.control;

import static dev.rimlight.control.Eventually.eventually;
import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.publish.KvLeg;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is published reaches KV by Cloudflare's API, whatever fails on the way.
class KvLegTest {
  private static final String FLAG =
      """
      {"key":"cta","type":"boolean","on":true,"off":"no","default":{"variant":"no"},
       "variants":[{"key":"no","value":false},{"key":"yes","value":true}],"rules":[]}
      """;

  @TempDir private Path data;
  private CloudflareKv kv;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    kv = new CloudflareKv();
    control = with(CloudflareKv.TOKEN);
    control.create("/flags/cta", FLAG);
  }

  @AfterEach
  void close() {
    control.close();
    kv.close();
  }

  private RunningControlPlane with(String token) throws Exception {
    return RunningControlPlane.writing(data, new KvLeg.Namespace(kv.api(), "a", "n", token));
  }

  private byte[] envelope(String what) throws Exception {
    return control
        .client()
        .send(
            HttpRequest.newBuilder(control.uri(BASE + "/envelopes/" + what))
                .header("Authorization", "Bearer " + RunningControlPlane.TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private Map<String, Object> leg() {
    List<Map<String, Object>> edges = control.get(BASE + "/publication").list("edges");
    return Objects.requireNonNull(edges.getFirst());
  }

  private void current() throws Exception {
    eventually("KV has the newest", () -> "current".equals(leg().get("state")));
  }

  @Test
  void publicationAndKill_areWrittenAsTheEdgesGetThem() throws Exception {
    control.publish();
    control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
    current();
    eventually("the kill is there", () -> kv.value("kill").length > 0);

    assertThat(kv.value("snapshot")).isEqualTo(envelope("snapshot"));
    assertThat(kv.value("kill")).isEqualTo(envelope("kills"));
    assertThat(leg()).containsEntry("edge", "kv:n").containsEntry("revision", 1);
  }

  @Test
  void failures_areSaidAndOvercome() throws Exception {
    kv.fail(500, 429);
    control.publish();
    eventually("the failure is told", () -> "Cloudflare answered 500".equals(leg().get("error")));
    assertThat(leg()).containsEntry("state", "unreachable");

    current();
    assertThat(kv.value("snapshot")).isEqualTo(envelope("snapshot"));
    assertThat(leg()).doesNotContainKey("error");
  }

  @Test
  void manyPublications_writeTheNewestAndNeverTooFast() throws Exception {
    for (int version = 1; version <= 6; version++) {
      control.change(
          "/flags/cta",
          version,
          FLAG.replace("\"rules\"", "\"name\":\"" + version + "\",\"rules\""));
      control.publish();
    }
    current();

    assertThat(leg()).containsEntry("revision", 6);
    assertThat(kv.value("snapshot")).isEqualTo(envelope("snapshot"));
    assertThat(kv.tooFast()).isZero();
  }

  @Test
  void tokenThatMayNot_isSaid() throws Exception {
    control.close();
    control = with("other");
    control.publish();

    eventually("the refusal is told", () -> "Cloudflare answered 403".equals(leg().get("error")));
  }
}
