package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server and spec/openapi.yaml say the same, and the document's security holds for every
/// operation in it.
class OpenApiTest {
  private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
  private static final Pattern METHOD =
      Pattern.compile("^    (get|put|post|delete|patch|head|options):$");

  private static final String ROLE = "      x-role: ";

  @TempDir private Path data;

  /// One line of the document, e.g. `GET /health`.
  private record Documented(String method, String path, String role) {
    boolean open() {
      return path.matches("/(health|healthz|readyz)|/v1/session/(ways|oidc|oidc/callback)")
          || method.equals("POST") && path.equals("/v1/session");
    }

    String concrete() {
      return path.replace("{environment}", "demo")
          .replace("{key}", "cta")
          .replace("{dimension}", "country")
          .replace("{version}", "1")
          .replace("{name}", "nobody")
          .replace("{id}", "AAAAAAAAAAAA")
          .replace("{number}", "1");
    }
  }

  @Test
  void everyOperation_withoutCredentials_is401() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      List<Documented> operations = documented();
      assertThat(operations).hasSize(133);
      for (Documented operation : operations) {
        if (!operation.open()) {
          RunningControlPlane.Answer answer =
              control.send(operation.method(), operation.concrete(), "");
          assertThat(answer.status()).as(operation.toString()).isEqualTo(401);
          assertThat(answer.json())
              .containsEntry("type", "rimlight:not_signed_in")
              .containsEntry("instance", answer.header("Rimlight-Request-Id"));
        }
      }
    }
  }

  @Test
  void everyOperation_withToken_isKnown() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      for (Documented operation : documented()) {
        if (operation.path().endsWith("/changes")) {
          continue; // does not end; see ChangesTest
        }
        int status =
            control
                .send(
                    operation.method(),
                    operation.concrete(),
                    "",
                    "Authorization",
                    "Bearer " + RunningControlPlane.TOKEN)
                .status();
        assertThat(status).as(operation.toString()).isNotIn(401, 405, 500);
      }
    }
  }

  /// Every route with each role: what the document says is what is let in, and nothing else.
  @Test
  void everyOperation_isOpenToItsRoleAndThoseAboveOnly() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      control.draftTheShop();
      for (Role role : Role.values()) {
        String token = control.token(role.word());
        for (Documented operation : documented()) {
          if (operation.open() || operation.path().endsWith("/changes")) {
            continue; // the stream does not end; see ChangesTest
          }
          RunningControlPlane.Answer answer =
              control.send(
                  operation.method(), operation.concrete(), "", "Authorization", "Bearer " + token);
          boolean let =
              operation.role().isEmpty() || role.covers(Role.of(operation.role()).orElseThrow());
          boolean partly = role == Role.EDITOR && operation.path().endsWith("/publication");
          assertThat(answer.status() == 403)
              .as("%s as %s: %s", operation, role, answer)
              .isEqualTo(!let || partly && operation.method().equals("POST"));
        }
      }
    }
  }

  @Test
  void methodsOfEveryPath_areTheDocumentedOnes() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      for (String path : new TreeSet<>(documented().stream().map(Documented::path).toList())) {
        TreeSet<String> methods = new TreeSet<>();
        documented().stream()
            .filter(operation -> operation.path().equals(path))
            .forEach(operation -> methods.add(operation.method()));
        RunningControlPlane.Answer answer =
            control.send(
                "PATCH",
                new Documented("PATCH", path, "").concrete(),
                "",
                "Authorization",
                "Bearer " + RunningControlPlane.TOKEN);
        assertThat(answer.status()).as(path).isEqualTo(405);
        assertThat(answer.header("Allow")).as(path).isEqualTo(String.join(", ", methods));
      }
    }
  }

  @Test
  void servedDocument_isTheOneInSpec() throws Exception {
    try (RunningControlPlane control = RunningControlPlane.start(data)) {
      assertThat(control.get("/v1/openapi.yaml").response().body())
          .isEqualTo(Files.readString(spec()));
    }
  }

  private static Path spec() {
    return Path.of(
        Objects.requireNonNull(System.getProperty("rimlight.root")), "spec/openapi.yaml");
  }

  private static List<Documented> documented() throws Exception {
    List<Documented> operations = new ArrayList<>();
    String path = "";
    for (String line : Files.readAllLines(spec())) {
      Matcher atPath = PATH.matcher(line);
      Matcher atMethod = METHOD.matcher(line);
      if (atPath.matches()) {
        path = atPath.group(1);
      } else if (atMethod.matches()) {
        operations.add(new Documented(atMethod.group(1).toUpperCase(Locale.ROOT), path, ""));
      } else if (line.startsWith(ROLE)) {
        Documented last = operations.removeLast();
        operations.add(new Documented(last.method(), last.path(), line.substring(ROLE.length())));
      }
    }
    return operations;
  }
}
