package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad requests are answered as problems, and every answer carries the security headers.
class RequestsTest {
  @TempDir private Path data;

  @Test
  void probes_answerWithoutCredentials() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      assertThat(control.send("GET", "/healthz", "").json()).containsEntry("status", "ok");
      assertThat(control.send("GET", "/readyz", "").json()).containsEntry("status", "ready");
    }
  }

  @Test
  void malformedJson_namesLineAndColumn() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      Answer answer = control.create("/flags/cta", "{\"key\":\"cta\",\n \"on\":tru}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.json()).containsEntry("type", "rimlight:malformed_json");
      assertThat(String.valueOf(answer.json().get("detail"))).startsWith("line 2, column ");
    }
  }

  @Test
  void keyThatComesTwice_isMalformed() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      assertThat(control.create("/flags/cta", "{\"on\":true,\"on\":false}").status())
          .isEqualTo(400);
    }
  }

  @Test
  void bodyAboveTheLimit_is413() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      String fits = "{\"a\":\"" + "x".repeat(256 * 1024 - 8) + "\"}";
      assertThat(fits).hasSize(256 * 1024);
      assertThat(control.create("/flags/cta", fits).status()).isEqualTo(422);
      try {
        assertThat(control.create("/flags/cta", fits + " ").status()).isEqualTo(413);
      } catch (UncheckedIOException _) {
        // the server closed while the client was still sending: refused as well
        assertThat(control.get(BASE + "/flags/cta").status()).isEqualTo(404);
      }
    }
  }

  @Test
  void streamedBodyAboveTheLimit_is413() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      HttpRequest request =
          HttpRequest.newBuilder(control.uri(BASE + "/flags/cta"))
              .header("Authorization", "Bearer " + RunningControlPlane.TOKEN)
              .header("Content-Type", "application/json")
              .PUT(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream(new byte[300 * 1024])))
              .build();
      try {
        assertThat(
                control.client().send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(413);
      } catch (IOException _) {
        // the server closed while the client was still sending: refused as well
      }
      assertThat(control.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void otherMediaType_is415() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      HttpRequest request =
          HttpRequest.newBuilder(control.uri("/v1/session"))
              .header("Content-Type", "text/plain")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> response =
          control.client().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(response.body()).contains("Content-Type is text/plain, must be application/json");
    }
  }

  @Test
  void mediaTypeThatCannotBeRead_is415() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      RawHttp.Answer answer =
          sent(control, "POST", "/v1/session", "{}", "Content-Type: nonsense", "Content-Length: 2");
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.json())
          .containsEntry("detail", "Content-Type is nonsense, must be application/json");
    }
  }

  @Test
  void bodyThatBreaksOff_is400() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      for (String framing : List.of("Content-Length: 20", "Transfer-Encoding: chunked")) {
        RawHttp.Answer answer =
            sent(control, "POST", "/v1/session", "{}", "Content-Type: application/json", framing);
        assertThat(answer.status()).as(framing).isEqualTo(400);
        assertThat(answer.json()).containsEntry("detail", "the body breaks off or is not HTTP");
      }
    }
  }

  @Test
  void textThatCannotBeKept_is400() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      assertThat(control.get(BASE + "/flags/a%00b").json())
          .containsEntry(
              "detail",
              "key holds U+0000 at 1, must hold neither U+0000 nor half of a surrogate pair");
      assertThat(control.get(BASE + "/audit?by=%00").status()).isEqualTo(400);
      assertThat(
              control
                  .post(BASE + "/flags/cta/comments", "{\"text\":\"a \\ud83d\\ude00 b \\ud83d\"}")
                  .json())
          .containsEntry(
              "detail",
              "/text holds U+D83D at 7, must hold neither U+0000 nor half of a surrogate pair");
    }
  }

  @Test
  void longNameThatIsUnknown_isNotSentBackWhole() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      Answer answer = control.post("/v1/session", "{\"%s\":1}".formatted("x".repeat(20_000)));
      assertThat(answer.json()).containsEntry("type", "rimlight:unknown_field");
      assertThat(answer.response().body()).contains("xxx... (200").hasSizeLessThan(7_000);
    }
  }

  private static RawHttp.Answer sent(
      RunningControlPlane control, String method, String path, String body, String... headers)
      throws IOException {
    RawHttp.Request request = new RawHttp.Request(method, path, List.of(headers), body);
    return RawHttp.send(control.uri("/").getPort(), request).orElseThrow();
  }

  @Test
  void unknownPath_is404WithTheGivenRequestId() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      Answer answer =
          control.send(
              "GET",
              "/v1/nothing",
              "",
              "Authorization",
              "Bearer " + RunningControlPlane.TOKEN,
              "Rimlight-Request-Id",
              "req-7");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json()).containsEntry("instance", "req-7");
      assertThat(answer.header("Rimlight-Request-Id")).isEqualTo("req-7");
    }
  }

  @Test
  void brokenRequestLine_isAProblemToo() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.uri("/").getPort())) {
      socket.getOutputStream().write("BROKEN\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json")
          .contains("nosniff")
          .contains("rimlight:invalid_request");
    }
  }

  @Test
  void everyAnswer_carriesSecurityHeaders() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      for (Answer answer : new Answer[] {control.get("/health"), control.get("/v1/nothing")}) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy"))
            .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      }
    }
  }

  @Test
  void console_isServedWithItsPolicy(@TempDir Path built) throws Exception {
    Files.writeString(built.resolve("index.html"), "<!doctype html><p>console");
    Files.createDirectory(built.resolve("assets"));
    Files.writeString(built.resolve("assets/app-1a2b.js"), "export {}");
    try (RunningControlPlane control =
        RunningControlPlane.start(
            data, Optional.of(built), Optional.empty(), InstantSource.system())) {
      Answer page = control.send("GET", "/experiments/wording", "");
      assertThat(page.response().body()).isEqualTo("<!doctype html><p>console");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      Answer dotted = control.send("GET", "/environments/demo/flags/checkout.v2", "");
      assertThat(dotted.response().body()).isEqualTo(page.response().body());
      assertThat(dotted.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(control.send("GET", "/favicon.ico", "").status()).isEqualTo(404);
      assertThat(page.header("Content-Security-Policy"))
          .isEqualTo(
              "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                  + " frame-ancestors 'none'; base-uri 'none'");
      Answer script = control.send("GET", "/assets/app-1a2b.js", "", "Accept-Encoding", "gzip");
      assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
      assertThat(control.send("GET", "/assets/gone.js", "").status()).isEqualTo(404);
      assertThat(control.send("GET", "/../control.db", "").status()).isNotEqualTo(200);
      assertThat(control.send("POST", "/", "{}").status()).isEqualTo(405);
    }
  }

  @Test
  void withoutConsole_pagesAre404() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      assertThat(control.send("GET", "/", "").status()).isEqualTo(404);
    }
  }
}
