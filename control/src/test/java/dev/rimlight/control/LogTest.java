package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.document.Json;
import dev.rimlight.operate.LogFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log tells what happened and not to whom: none of the secrets and addresses of a session
/// stands in it.
class LogTest {
  private static final Logger OURS = Logger.getLogger("dev.rimlight");
  private static final String MAIL = "ada@shop.example";
  private static final String UNIT = "visitor-8f3a";

  @TempDir private Path data;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        private final Formatter json = LogFormat.JSON.formatter();
        private final Formatter text = LogFormat.TEXT.formatter();

        @Override
        public void publish(LogRecord entry) {
          lines.add(json.format(entry));
          assertThat(text.format(entry)).endsWith("\n");
        }

        @Override
        public void flush() {
          // nothing is kept back
        }

        @Override
        public void close() {
          // there is nothing to close
        }
      };

  @BeforeEach
  void listen() {
    OURS.setLevel(Level.INFO);
    OURS.addHandler(handler);
  }

  @AfterEach
  void leave() {
    OURS.removeHandler(handler);
    OURS.setLevel(null);
  }

  @Test
  void linesOfASession_holdNoSecretAndNoAddress() throws Exception {
    String cookie;
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.send("POST", "/v1/session", signIn(MAIL, "wrong-" + UNIT));
      cookie =
          control
              .send("POST", "/v1/session", signIn("admin", RunningControlPlane.PASSWORD))
              .header("Set-Cookie")
              .replaceFirst(";.*", "");
      control.draftTheShop();
      control.publish();
      control.put(
          BASE + "/kills/cta",
          "{\"confirm\":\"cta\",\"reason\":\"%s saw it, says %s\"}".formatted(UNIT, MAIL));
      control.post("/v1/accounts", "{\"name\":\"" + MAIL + "\"}");
      control.get(BASE + "/flags/" + UNIT + "?unit=" + UNIT + "&mail=" + MAIL);
      control.get("/v1/" + UNIT + "?unit=" + UNIT);
      control.post(BASE + "/alert-channels", "{\"kind\":\"email\",\"target\":\"" + MAIL + "\"}");
      control.send("GET", BASE + "/flags", "", "Cookie", cookie + UNIT);
      control.send("GET", BASE + "/flags", "", "Authorization", "Bearer " + UNIT);
      control.send("PUT", BASE + "/flags/" + UNIT, "{\"key\":\"" + MAIL, "Cookie", cookie);
    }
    String told = String.join("", lines);
    assertThat(told)
        .contains("sign-in refused: wrong_credentials", "published revision 1", "kill cta")
        .doesNotContain(MAIL, UNIT, "shop.example", "127.0.0.1", "unit=")
        .doesNotContain(RunningControlPlane.TOKEN, RunningControlPlane.PASSWORD)
        .doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
  }

  @Test
  void refusal_isOneLineWithWhatFindsIt() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.send(
          "GET",
          BASE + "/flags/none",
          "",
          "Authorization",
          "Bearer " + RunningControlPlane.TOKEN,
          "Rimlight-Request-Id",
          "request-17",
          "traceparent",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
      Eventually.eventually("the line comes after the answer", () -> lines.size() == 1);
      Map<String, Object> line = Json.readStored(lines.getFirst());
      assertThat(line.keySet())
          .containsExactly(
              "at",
              "level",
              "logger",
              "message",
              "requestId",
              "traceId",
              "environment",
              "operation",
              "status",
              "milliseconds");
      assertThat(line)
          .containsEntry("level", "INFO")
          .containsEntry("message", "request refused: not_found")
          .containsEntry("requestId", "request-17")
          .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
          .containsEntry("environment", "demo")
          .containsEntry("operation", "GET /v1/environments/{environment}/flags/{key}")
          .containsEntry("status", 404);
    }
  }

  @Test
  void publication_isOneLineOfItsRequest() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      String id = control.publish().header("Rimlight-Request-Id");
      assertThat(lines).hasSize(1);
      assertThat(Json.readStored(lines.getFirst()))
          .containsEntry("message", "published revision 1")
          .containsEntry("requestId", id)
          .containsEntry("environment", "demo");
    }
  }

  private static String signIn(String name, String password) {
    return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
  }
}
