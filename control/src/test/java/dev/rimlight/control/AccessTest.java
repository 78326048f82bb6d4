package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.publish.PublisherKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, by what, and for how long.
class AccessTest {
  private static final String RIGHT = "{\"name\":\"admin\",\"password\":\"correct-horse\"}";
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String WRONG = "{\"name\":\"admin\",\"password\":\"guess\"}";

  @TempDir private Path data;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  private RunningControlPlane start() throws Exception {
    InstantSource clock = now::get;
    return RunningControlPlane.start(data, Optional.empty(), Optional.empty(), clock);
  }

  private static String cookie(Answer signedIn) {
    return signedIn.header("Set-Cookie").replaceFirst(";.*", "");
  }

  @Test
  void signIn_setsHostCookie() throws Exception {
    try (RunningControlPlane control = start()) {
      Answer answer = control.send("POST", "/v1/session", RIGHT);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Set-Cookie"))
          .matches(
              "__Host-rl_session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200");
      assertThat(answer.json())
          .containsEntry("name", "admin")
          .containsEntry("environments", List.of("demo"))
          .containsEntry("expiresAt", START.plus(Duration.ofHours(12)).toEpochMilli());
      assertThat(control.send("GET", "/v1/session", "", "Cookie", cookie(answer)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void session_endsAfterTwelveHours() throws Exception {
    try (RunningControlPlane control = start()) {
      String cookie = cookie(control.send("POST", "/v1/session", RIGHT));
      now.updateAndGet(at -> at.plus(Duration.ofHours(12)));
      assertThat(control.send("GET", "/v1/session", "", "Cookie", cookie).status()).isEqualTo(401);
    }
  }

  @Test
  void session_survivesRestart() throws Exception {
    String cookie;
    try (RunningControlPlane control = start()) {
      cookie = cookie(control.send("POST", "/v1/session", RIGHT));
    }
    try (RunningControlPlane control = start()) {
      assertThat(control.send("GET", "/v1/session", "", "Cookie", cookie).status()).isEqualTo(200);
    }
  }

  @Test
  void signOut_endsSession() throws Exception {
    try (RunningControlPlane control = start()) {
      String cookie = cookie(control.send("POST", "/v1/session", RIGHT));
      Answer out =
          control.send(
              "DELETE", "/v1/session", "", "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
      assertThat(out.status()).isEqualTo(204);
      assertThat(out.header("Set-Cookie")).contains("__Host-rl_session=;").contains("Max-Age=0");
      assertThat(control.send("GET", "/v1/session", "", "Cookie", cookie).status()).isEqualTo(401);
    }
  }

  @Test
  void changeByCookie_needsOwnPage() throws Exception {
    try (RunningControlPlane control = start()) {
      String cookie = cookie(control.send("POST", "/v1/session", RIGHT));
      String path = BASE + "/publication";
      assertThat(control.send("POST", path, "", "Cookie", cookie).json())
          .containsEntry("type", "rimlight:cross_site")
          .containsEntry("detail", "Sec-Fetch-Site is missing, must be same-origin");
      assertThat(
              control
                  .send("POST", path, "", "Cookie", cookie, "Sec-Fetch-Site", "same-site")
                  .status())
          .isEqualTo(403);
      assertThat(
              control
                  .send("POST", path, "", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void wrongPasswordAndUnknownName_answerAlike() throws Exception {
    try (RunningControlPlane control = start()) {
      Answer wrong = control.send("POST", "/v1/session", WRONG);
      Answer unknown =
          control.send("POST", "/v1/session", "{\"name\":\"nobody\",\"password\":\"guess\"}");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.json().get("type")).isEqualTo("rimlight:wrong_credentials");
      assertThat(unknown.json().get("detail")).isEqualTo(wrong.json().get("detail"));
    }
  }

  @Test
  void fiveFailures_haveToWait() throws Exception {
    try (RunningControlPlane control = start()) {
      for (int i = 0; i < 5; i++) {
        assertThat(control.send("POST", "/v1/session", WRONG).status()).isEqualTo(401);
      }
      Answer braked = control.send("POST", "/v1/session", RIGHT);
      assertThat(braked.status()).isEqualTo(429);
      assertThat(braked.header("Retry-After")).isEqualTo("300");
      now.updateAndGet(at -> at.plus(Duration.ofMinutes(5)));
      assertThat(control.send("POST", "/v1/session", RIGHT).status()).isEqualTo(200);
    }
  }

  @Test
  void wrongToken_is401AlsoBesideGoodCookie() throws Exception {
    try (RunningControlPlane control = start()) {
      String cookie = cookie(control.send("POST", "/v1/session", RIGHT));
      assertThat(
              control
                  .send("GET", "/v1/session", "", "Cookie", cookie, "Authorization", "Bearer nope")
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void store_holdsNeitherPasswordNorSession() throws Exception {
    String cookie;
    try (RunningControlPlane control = start()) {
      cookie = cookie(control.send("POST", "/v1/session", RIGHT));
    }
    assertThat(TestDatabase.text(data, "select password_hash from account"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain("correct-horse");
    assertThat(TestDatabase.text(data, "select token_hash from login_session"))
        .matches("[0-9a-f]{64}\n")
        .doesNotContain(cookie.substring(cookie.indexOf('=') + 1));
  }

  @Test
  void rotatedKey_isTheOneThatEdgesKnewAsTheNext() throws Exception {
    start().close();
    List<String> before = Files.readAllLines(data.resolve("publisher.pub"));
    PublisherKey.rotate(data);
    List<String> after = Files.readAllLines(data.resolve("publisher.pub"));
    assertThat(after.getFirst()).isEqualTo(before.get(1));
    assertThat(before).doesNotContain(after.get(1));
    start().close();
    assertThat(Files.readAllLines(data.resolve("publisher.pub"))).isEqualTo(after);
  }

  @Test
  void privateKey_isReadableByOwnerOnly() throws Exception {
    start().close();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("publisher.key"))))
        .isEqualTo("rw-------");
    String pub = Files.readString(data.resolve("publisher.pub"));
    start().close();
    assertThat(Files.readString(data.resolve("publisher.pub")))
        .isEqualTo(pub)
        .matches("([0-9a-f]{8} \\S{44}\n){2}");
  }
}
