package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.document.Json;
import dev.rimlight.control.publish.Envelope;
import dev.rimlight.core.Snapshot;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An edge that asks by itself gets what the others are given, and only when it is new.
class EnvelopesTest {
  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data);
    control.draftTheShop();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void nothingPublished_is404() throws Exception {
    assertThat(control.get(BASE + "/envelopes/snapshot").json())
        .containsEntry("type", "rimlight:not_found")
        .containsEntry("detail", "no snapshot is published yet");
    assertThat(control.get(BASE + "/envelopes/kills").json())
        .containsEntry("detail", "nothing was ever killed");
  }

  @Test
  void snapshot_isTheNewestRevisionAndSigned() throws Exception {
    control.publish();
    HttpResponse<byte[]> answer = envelope("snapshot", "");
    assertThat(answer.headers().firstValue("ETag")).contains("\"s1\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(Snapshot.open(payload(answer, Envelope.Purpose.SNAPSHOT)).revision()).isEqualTo(1);
    control.change("/flags/cta", 1, RunningControlPlane.CTA.replace("Buy now", "Buy today"));
    control.publish();
    assertThat(envelope("snapshot", "\"s1\"").headers().firstValue("ETag")).contains("\"s2\"");
  }

  @Test
  void kills_areTheNewestListAndSigned() throws Exception {
    control.put(BASE + "/kills/cta", "{\"confirm\":\"cta\"}");
    HttpResponse<byte[]> answer = envelope("kills", "");
    assertThat(answer.headers().firstValue("ETag")).contains("\"k1\"");
    byte[] payload = payload(answer, Envelope.Purpose.KILL);
    assertThat(Json.readStored(new String(payload, StandardCharsets.UTF_8)))
        .containsEntry("killRevision", 1)
        .containsEntry("global", "on");
    assertThat(envelope("kills", "").body()).isEqualTo(answer.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"s1\" | 304",
        "W/\"s1\" | 304",
        "\"s0\", \"s1\" | 304",
        "* | 304",
        "\"s0\" | 200",
        "\"k1\" | 200",
        "s1 | 200"
      })
  void envelopeThatTheEdgeHas_isNotSentAgain(String tag, int status) throws Exception {
    control.publish();
    HttpResponse<byte[]> answer = envelope("snapshot", tag);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("ETag")).contains("\"s1\"");
    assertThat(answer.body().length == 0).isEqualTo(status == 304);
  }

  @Test
  void publisherKeys_areBothPublicHalves() throws Exception {
    Object keys = control.get(BASE + "/publisher-keys").json().get("keys");
    StringBuilder lines = new StringBuilder();
    ((Map<?, ?>) Objects.requireNonNull(keys))
        .forEach((kid, key) -> lines.append(kid + " " + key + "\n"));
    assertThat(lines.toString().lines())
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(data.resolve("publisher.pub")))
        .hasSize(2);
  }

  /// What is inside, once the key that the control plane names has verified it.
  private byte[] payload(HttpResponse<byte[]> answer, Envelope.Purpose purpose) {
    Envelope.Sealed sealed = Envelope.open(answer.body());
    assertThat(sealed.purpose()).isEqualTo(purpose);
    Object keys = control.get(BASE + "/publisher-keys").json().get("keys");
    String key = String.valueOf(((Map<?, ?>) Objects.requireNonNull(keys)).get(sealed.kid()));
    assertThat(sealed.isSignedBy(Base64.getDecoder().decode(key))).isTrue();
    return sealed.payload();
  }

  private HttpResponse<byte[]> envelope(String kind, String known)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(control.uri(BASE + "/envelopes/" + kind))
            .header("Authorization", "Bearer " + RunningControlPlane.TOKEN);
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    return control.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
