package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts and tokens are made, changed and taken away, and what they may do follows at once.
class PeopleTest {
  private static final String EVE =
      "{\"name\":\"eve\",\"password\":\"a-long-password\",\"role\":\"%s\"}";

  @TempDir private Path data;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-05T00:00:00Z"));
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.start(data, Optional.empty(), Optional.empty(), now::get);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer as(String token, String method, String path, String body) {
    return control.send(method, path, body, "Authorization", "Bearer " + token);
  }

  private String signIn(String name, String password) {
    Answer in =
        control.send(
            "POST",
            "/v1/session",
            "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
    return in.header("Set-Cookie").replaceFirst(";.*", "");
  }

  private Answer eve(String cookie, String method, String path, String body) {
    return control.send(method, path, body, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
  }

  @Test
  void account_mayDoWhatItsRoleAllowsUntilItIsRemoved() {
    assertThat(control.post("/v1/accounts", EVE.formatted("viewer")).status()).isEqualTo(201);
    assertThat(control.post("/v1/accounts", EVE.formatted("viewer")).json())
        .containsEntry("type", "rimlight:exists");
    String cookie = signIn("eve", "a-long-password");
    assertThat(eve(cookie, "GET", "/v1/session", "").json()).containsEntry("role", "viewer");
    assertThat(eve(cookie, "POST", BASE + "/publication", "").json())
        .containsEntry("type", "rimlight:forbidden")
        .containsEntry("detail", "eve is viewer, must be editor");
    assertThat(control.put("/v1/accounts/eve", "{\"role\":\"publisher\"}").status()).isEqualTo(200);
    assertThat(eve(cookie, "POST", BASE + "/publication", "").status()).isEqualTo(200);
    assertThat(
            control
                .send(
                    "DELETE",
                    "/v1/accounts/eve",
                    "",
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN)
                .status())
        .isEqualTo(204);
    assertThat(eve(cookie, "GET", "/v1/session", "").status()).isEqualTo(401);
  }

  @Test
  void lastAdmin_staysAdmin() {
    assertThat(
            control.put("/v1/accounts/admin", "{\"role\":\"viewer\",\"environment\":\"*\"}").json())
        .containsEntry("detail", "no admin would be left, must be >= 1");
    assertThat(
            control
                .send(
                    "DELETE",
                    "/v1/accounts/admin",
                    "",
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN)
                .status())
        .isEqualTo(409);
    assertThat(signIn("admin", RunningControlPlane.PASSWORD)).startsWith("__Host-rl_session=");
  }

  @Test
  void changedPassword_endsAllSessions() {
    control.post("/v1/accounts", EVE.formatted("viewer"));
    String cookie = signIn("eve", "a-long-password");
    String change = "{\"old\":\"%s\",\"new\":\"another-password\"}";
    assertThat(eve(cookie, "PUT", "/v1/session/password", change.formatted("wrong")).status())
        .isEqualTo(401);
    assertThat(
            eve(cookie, "PUT", "/v1/session/password", change.formatted("a-long-password"))
                .status())
        .isEqualTo(204);
    assertThat(eve(cookie, "GET", "/v1/session", "").status()).isEqualTo(401);
    assertThat(signIn("eve", "another-password")).startsWith("__Host-rl_session=");
  }

  @Test
  void token_opensUntilItExpiresIsRotatedOrRevoked() {
    Answer made = control.post("/v1/tokens", "{\"name\":\"ci\",\"role\":\"editor\",\"days\":30}");
    assertThat(made.status()).isEqualTo(201);
    String first = String.valueOf(made.json().get("secret"));
    String id = String.valueOf(control.get("/v1/tokens").list("tokens").getFirst().get("id"));
    assertThat(first).matches("rl_[A-Za-z0-9_-]{43}");
    assertThat(as(first, "GET", BASE + "/flags", "").status()).isEqualTo(200);
    assertThat(control.get("/v1/tokens").list("tokens").getFirst()).containsKey("usedAt");
    String second =
        String.valueOf(control.post("/v1/tokens/" + id + "/rotation", "").json().get("secret"));
    assertThat(as(first, "GET", BASE + "/flags", "").status()).isEqualTo(401);
    assertThat(as(second, "GET", BASE + "/flags", "").status()).isEqualTo(200);
    now.updateAndGet(at -> at.plus(Duration.ofDays(30)));
    assertThat(as(second, "GET", BASE + "/flags", "").status()).isEqualTo(401);
    String third = control.token("viewer");
    String other = String.valueOf(control.get("/v1/tokens").list("tokens").getLast().get("id"));
    assertThat(
            control
                .send(
                    "DELETE",
                    "/v1/tokens/" + other,
                    "",
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN)
                .status())
        .isEqualTo(204);
    assertThat(as(third, "GET", BASE + "/flags", "").status()).isEqualTo(401);
    assertThat(control.post("/v1/tokens/" + other + "/rotation", "").status()).isEqualTo(409);
  }

  @Test
  void badInput_isNamedWithItsBound() {
    assertThat(control.post("/v1/accounts", EVE.formatted("boss")).json())
        .containsEntry(
            "detail", "role == \"boss\", must be one of edge, viewer, editor, publisher, admin");
    assertThat(
            control
                .post("/v1/accounts", EVE.formatted("viewer").replace("a-long-password", "short"))
                .json())
        .containsEntry("detail", "password has 5 characters, must have >= 8");
    assertThat(
            control
                .post(
                    "/v1/tokens", "{\"name\":\"ci\",\"role\":\"viewer\",\"environment\":\"live\"}")
                .json())
        .containsEntry(
            "detail",
            "environment == \"live\", must be demo, the beginning of some as shop-*, or *");
  }

  @Test
  void store_holdsNoSecretOfATokenAndTheLogNamesEverything() throws Exception {
    String secret = control.token("viewer");
    control.post("/v1/accounts", EVE.formatted("viewer"));
    assertThat(control.get(BASE + "/audit").list("entries"))
        .extracting(entry -> entry.get("sentence"))
        .containsExactly("Made account eve, viewer in demo", "Made token viewer, viewer");
    assertThat(TestDatabase.text(data, "select token_hash from service_token"))
        .matches("[0-9a-f]{64}\n")
        .doesNotContain(secret, secret.substring(3));
  }
}
