package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.CTA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One control plane governs several environments, each by itself.
class EnvironmentsTest {
  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeEach
  void start() throws Exception {
    control = RunningControlPlane.governing(data, "shop-test", "shop-live", "blog-live");
  }

  @AfterEach
  void close() {
    control.close();
  }

  private RunningControlPlane.Answer draft(String environment, String token) {
    return control.send(
        "PUT",
        "/v1/environments/" + environment + "/flags/cta",
        CTA,
        "Authorization",
        "Bearer " + token,
        "If-None-Match",
        "*");
  }

  private String token(String role, String environment) {
    return String.valueOf(
        control
            .post(
                "/v1/tokens",
                "{\"name\":\"%s\",\"role\":\"%s\",\"environment\":\"%s\"}"
                    .formatted("t", role, environment))
            .json()
            .get("secret"));
  }

  private RunningControlPlane.Answer get(String path, String token) {
    return control.send("GET", path, "", "Authorization", "Bearer " + token);
  }

  @Test
  void draftOfOneEnvironment_isNotInAnother() {
    assertThat(draft("shop-test", RunningControlPlane.TOKEN).status()).isEqualTo(201);

    assertThat(control.get("/v1/environments/shop-test/flags").list("flags")).hasSize(1);
    assertThat(control.get("/v1/environments/shop-live/flags").list("flags")).isEmpty();
    assertThat(control.get("/v1/environments/shop-live/flags/cta").status()).isEqualTo(404);
    assertThat(control.get("/v1/environments/shop-live/audit").list("entries"))
        .noneMatch(entry -> "cta".equals(entry.get("key")));
  }

  @Test
  void publishingOne_leavesTheOthersRevision() {
    control.send(
        "PUT",
        "/v1/environments/shop-live/flags/cta",
        """
        {"key":"cta","type":"boolean","on":true,"off":"no","default":{"variant":"no"},
         "variants":[{"key":"no","value":false},{"key":"yes","value":true}],"rules":[]}
        """,
        "Authorization",
        "Bearer " + RunningControlPlane.TOKEN,
        "If-None-Match",
        "*");

    assertThat(control.post("/v1/environments/shop-live/publication", "").json())
        .containsEntry("revision", 1);
    assertThat(control.get("/v1/environments/shop-test/publication").json())
        .containsEntry("revision", 0);
  }

  @Test
  void roleInOne_isNoneInAnotherAndNoneOverAccounts() {
    String token = token("admin", "shop-test");

    assertThat(draft("shop-test", token).status()).isEqualTo(201);
    assertThat(draft("shop-live", token).json())
        .containsEntry("type", "rimlight:forbidden")
        .containsEntry("detail", "token t is without a role here, must be editor");
    assertThat(get("/v1/accounts", token).status()).isEqualTo(403);
    assertThat(get("/v1/session", token).json())
        .doesNotContainKey("role")
        .containsEntry("environments", List.of("shop-test"))
        .containsEntry("roles", Map.of("shop-test", "admin"));
  }

  @Test
  void roleInAllThatBeginAlike_holdsInThoseOnly() {
    String token = token("viewer", "shop-*");

    assertThat(get("/v1/session", token).json())
        .containsEntry("environments", List.of("shop-test", "shop-live"));
    assertThat(get("/v1/environments/blog-live/flags", token).status()).isEqualTo(403);
  }

  @Test
  void higherOfTwoRoles_countsWhereBothHold() {
    control.post(
        "/v1/accounts",
        """
        {"name":"ada","password":"correct-horse","role":"viewer","environment":"*"}
        """);
    control.put("/v1/accounts/ada", "{\"role\":\"publisher\",\"environment\":\"shop-*\"}");
    String cookie =
        control
            .send("POST", "/v1/session", "{\"name\":\"ada\",\"password\":\"correct-horse\"}")
            .header("Set-Cookie");

    Map<String, Object> session =
        control.send("GET", "/v1/session", "", "Cookie", cookie.split(";", 2)[0]).json();

    assertThat(session)
        .containsEntry("role", "viewer")
        .containsEntry(
            "roles",
            Map.of("shop-test", "publisher", "shop-live", "publisher", "blog-live", "viewer"));
  }

  @Test
  void unknownEnvironment_isNotFoundForWhoIsKnown() {
    assertThat(control.get("/v1/environments/nowhere/flags").json())
        .containsEntry("detail", "environment nowhere does not exist");
    assertThat(control.send("GET", "/v1/environments/nowhere/flags", "").status()).isEqualTo(401);
  }

  @Test
  void scopeThatCoversNothing_isRefused() {
    assertThat(
            control
                .post("/v1/tokens", "{\"name\":\"t\",\"role\":\"viewer\",\"environment\":\"live\"}")
                .json())
        .containsEntry(
            "detail",
            "environment == \"live\", must be shop-test, shop-live, blog-live, the beginning of some as shop-*, or *");
  }
}
