package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.control.RunningControlPlane.Answer;
import dev.rimlight.control.RunningProvider.IdTokens;
import dev.rimlight.control.oidc.GroupRole;
import dev.rimlight.control.oidc.Oidc;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People sign in by a real, certified OpenID provider, and nobody does whom it has not vouched for
/// to this browser.
class OidcTest {
  private static final String BEGIN = "/v1/session/oidc";
  private static final URI PUBLIC = URI.create("https://rimlight.example");
  private static RunningProvider provider;

  @TempDir private Path data;
  private RunningControlPlane control;

  @BeforeAll
  static void startProvider() throws Exception {
    provider = RunningProvider.start(IdTokens.ALL);
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void start() throws Exception {
    control = governing(provider.issuer(), RunningProvider.CLIENT, Optional.empty());
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private RunningControlPlane governing(
      URI issuer, String client, Optional<GroupRole.Given> otherwise) throws Exception {
    Oidc oidc =
        new Oidc(
            issuer,
            client,
            client.equals(RunningProvider.CLIENT)
                ? Optional.of(RunningProvider.SECRET)
                : Optional.empty(),
            "Example",
            PUBLIC,
            "groups",
            List.of(
                GroupRole.parse("--oidc-role", "marketing=editor@shop-*"),
                GroupRole.parse("--oidc-role", "CN=staff,O=Example=viewer"),
                GroupRole.parse("--oidc-role", "owners=admin")),
            otherwise);
    return RunningControlPlane.governing(
        data, Optional.of(oidc), "shop-live", "shop-test", "blog-live");
  }

  /// A sign-in that waits for the provider: where the browser is sent, and what it keeps.
  private record Begun(URI location, String cookie) {}

  private Begun begin(String query) {
    Answer answer = control.send("GET", BEGIN + query, "");
    assertThat(answer.status()).as(answer.toString()).isEqualTo(302);
    return new Begun(
        URI.create(answer.header("Location")), answer.header("Set-Cookie").split(";", 2)[0]);
  }

  private Answer end(URI sentBack, String cookie, String... headers) {
    assertThat(sentBack.toString()).startsWith(PUBLIC + BEGIN + "/callback?");
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Cookie";
    all[headers.length + 1] = cookie;
    return control.send("GET", sentBack.getRawPath() + "?" + sentBack.getRawQuery(), "", all);
  }

  private Answer signIn(String login) throws Exception {
    Begun begun = begin("");
    return end(new Visit(begun.location()).logIn(begun.location(), login), begun.cookie());
  }

  private static List<String> cookies(Answer answer) {
    return answer.response().headers().allValues("Set-Cookie");
  }

  private static String session(Answer signedIn) {
    assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(302);
    return cookies(signedIn).getFirst().split(";", 2)[0];
  }

  private Map<String, Object> who(String session) {
    return control.send("GET", "/v1/session", "", "Cookie", session).json();
  }

  private List<String> sentences() {
    return control.get("/v1/environments/shop-live/audit").list("entries").stream()
        .map(entry -> String.valueOf(entry.get("sentence")))
        .toList();
  }

  private void requireNobodyCame() {
    assertThat(control.get("/v1/accounts").list("accounts"))
        .extracting(account -> account.get("name"))
        .containsExactly("admin");
  }

  private Answer password(String name, String password) {
    return control.send(
        "POST", "/v1/session", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  @Test
  void begin_asksForACodeBoundToThisBrowser() {
    Answer answer = control.send("GET", BEGIN, "");

    assertThat(answer.header("Location"))
        .startsWith(provider.issuer() + "/auth?")
        .contains("response_type=code", "client_id=rimlight", "code_challenge_method=S256")
        .contains("scope=openid+profile+groups")
        .contains("redirect_uri=https%3A%2F%2Frimlight.example%2Fv1%2Fsession%2Foidc%2Fcallback");
    assertThat(answer.header("Set-Cookie"))
        .matches(
            "__Host-rl_oidc=([A-Za-z0-9_-]{43}\\.){3}\\d{13}\\.Lw; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    String[] kept = answer.header("Set-Cookie").split("[=.]", -1);
    assertThat(answer.header("Location"))
        .contains("state=" + kept[1], "nonce=" + kept[2])
        .doesNotContain(kept[3]);
  }

  @Test
  void firstSignIn_makesAnAccountWithTheRolesOfItsGroups() throws Exception {
    provider.groups("ada", "marketing", "unknown");
    Begun begun =
        begin(
            "?to="
                + URLEncoder.encode("/environments/shop-live/flags?q=cta", StandardCharsets.UTF_8));
    Answer answer = end(new Visit(begun.location()).logIn(begun.location(), "ada"), begun.cookie());

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/environments/shop-live/flags?q=cta");
    assertThat(cookies(answer)).hasSize(2);
    assertThat(cookies(answer).getFirst())
        .matches(
            "__Host-rl_session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200");
    assertThat(cookies(answer).getLast())
        .isEqualTo("__Host-rl_oidc=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    assertThat(who(session(answer)))
        .containsEntry("name", "oidc:ada")
        .containsEntry("roles", Map.of("shop-live", "editor", "shop-test", "editor"));
    assertThat(sentences())
        .containsExactly(
            "Made account oidc:ada by %s, editor in shop-*".formatted(provider.issuer()));
    assertThat(control.get("/v1/accounts").list("accounts").getLast())
        .containsEntry("name", "oidc:ada")
        .containsEntry("environment", "shop-*")
        .containsEntry("role", "editor")
        .containsEntry("issuer", provider.issuer().toString());
    assertThat(TestDatabase.text(data, "select subject from vouched_account")).isEqualTo("ada\n");
  }

  @Test
  void roles_followTheGroupsAtEachSignIn() throws Exception {
    provider.groups("bea", "marketing");
    String before = session(signIn("bea"));
    provider.groups("bea", "owners", "CN=staff,O=Example");
    String after = session(signIn("bea"));

    assertThat(who(after)).containsEntry("name", "oidc:bea").containsEntry("role", "admin");
    assertThat(who(before)).containsEntry("role", "admin");
    provider.groups("bea");
    assertThat(who(session(signIn("bea"))))
        .containsEntry("environments", List.of())
        .containsEntry("roles", Map.of());
    assertThat(who(before)).containsEntry("roles", Map.of());
    String by = provider.issuer().toString();
    assertThat(sentences())
        .containsExactly(
            "Account oidc:bea by %s is now without a role".formatted(by),
            "Account oidc:bea by %s is now admin everywhere".formatted(by),
            "Made account oidc:bea by %s, editor in shop-*".formatted(by));
    assertThat(control.get("/v1/accounts").list("accounts").getLast())
        .containsEntry("name", "oidc:bea")
        .doesNotContainKeys("role", "environment");
  }

  @Test
  void memberOfNoNamedGroup_getsTheDefaultRole() throws Exception {
    control.close();
    control =
        governing(
            provider.issuer(),
            RunningProvider.CLIENT,
            Optional.of(GroupRole.Given.parse("--oidc-default-role", "viewer@blog-live")));
    provider.groups("cid", "unknown");

    assertThat(who(session(signIn("cid")))).containsEntry("roles", Map.of("blog-live", "viewer"));
  }

  @Test
  void localAccountOfTheSameName_isNotTakenOver() throws Exception {
    control.post(
        "/v1/accounts",
        "{\"name\":\"dan\",\"password\":\"correct-horse\",\"role\":\"admin\",\"environment\":\"*\"}");
    provider.groups("dan", "CN=staff,O=Example");

    assertThat(who(session(signIn("dan"))))
        .containsEntry("name", "oidc:dan")
        .containsEntry("role", "viewer");
    assertThat(who(password("dan", "correct-horse").header("Set-Cookie").split(";", 2)[0]))
        .containsEntry("name", "dan")
        .containsEntry("role", "admin");
    assertThat(
            control
                .post(
                    "/v1/accounts",
                    "{\"name\":\"oidc:eli\",\"password\":\"correct-horse\",\"role\":\"admin\"}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void anotherSubjectOfTheSameName_isAnotherAccount() throws Exception {
    provider.groups("fay", "owners");
    assertThat(who(session(signIn("fay")))).containsEntry("name", "oidc:fay");

    assertThat(who(session(signIn("twin.fay"))))
        .containsEntry("name", "oidc:fay~2")
        .containsEntry("roles", Map.of());
    assertThat(who(session(signIn("fay")))).containsEntry("name", "oidc:fay");
  }

  @Test
  void accountByAProvider_hasNoPassword() throws Exception {
    String session = session(signIn("gus"));

    assertThat(password("oidc:gus", " ").status()).isEqualTo(401);
    assertThat(
            control
                .send(
                    "PUT",
                    "/v1/session/password",
                    "{\"old\":\" \",\"new\":\"correct-horse\"}",
                    "Cookie",
                    session,
                    "Sec-Fetch-Site",
                    "same-origin")
                .status())
        .isEqualTo(401);
    assertThat(control.put("/v1/accounts/oidc:gus", "{\"role\":\"admin\"}").json())
        .containsEntry(
            "detail",
            "account oidc:gus has the roles of its groups, must be changed at the provider");
  }

  @Test
  void removedAccount_isSignedOutAndAPersonWithPasswordStaysAdmin() throws Exception {
    provider.groups("hal", "owners");
    String session = session(signIn("hal"));
    String token = "Bearer " + RunningControlPlane.TOKEN;

    assertThat(control.send("DELETE", "/v1/accounts/admin", "", "Authorization", token).json())
        .containsEntry("detail", "no admin would be left, must be >= 1");
    assertThat(control.send("DELETE", "/v1/accounts/oidc:hal", "", "Authorization", token).status())
        .isEqualTo(204);
    assertThat(control.send("GET", "/v1/session", "", "Cookie", session).status()).isEqualTo(401);
    requireNobodyCame();
    assertThat(who(session(signIn("hal")))).containsEntry("role", "admin");
  }

  @Test
  void wrongState_isRefused() throws Exception {
    Begun mine = begin("");
    Begun other = begin("");
    URI sentBack = new Visit(mine.location()).logIn(mine.location(), "ida");

    assertThat(end(sentBack, other.cookie()).json())
        .containsEntry("type", "rimlight:sign_in_lost")
        .containsEntry(
            "detail", "state is another one than that of this browser's last sign-in: begin again");
    assertThat(
            control.send("GET", BEGIN + "/callback?code=x", "", "Cookie", mine.cookie()).status())
        .isEqualTo(400);
    requireNobodyCame();
    assertThat(end(sentBack, mine.cookie()).status()).isEqualTo(302);
  }

  @Test
  void missingOrMadeUpCookie_isRefused() throws Exception {
    Begun begun = begin("");
    URI sentBack = new Visit(begun.location()).logIn(begun.location(), "jon");

    for (String cookie :
        List.of("other=1", "__Host-rl_oidc=nonsense", "__Host-rl_oidc=a.b.c.1.d")) {
      Answer answer = end(sentBack, cookie);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json())
          .containsEntry("detail", "this browser has begun no sign-in: begin again");
    }
    requireNobodyCame();
  }

  @Test
  void oldAttempt_isRefused() throws Exception {
    Begun begun = begin("");
    URI sentBack = new Visit(begun.location()).logIn(begun.location(), "kim");

    assertThat(
            end(sentBack, begun.cookie().replaceFirst("\\.\\d{13}\\.", ".1700000000000.")).json())
        .containsEntry("detail", "the sign-in was begun more than 10 minutes ago: begin again");
  }

  @Test
  void replayedCode_isRefused() throws Exception {
    Begun begun = begin("");
    URI sentBack = new Visit(begun.location()).logIn(begun.location(), "lea");
    assertThat(end(sentBack, begun.cookie()).status()).isEqualTo(302);

    Answer again = end(sentBack, begun.cookie());
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json())
        .containsEntry(
            "detail", "the provider does not take this code, or not once more: begin again");
    assertThat(cookies(again)).hasSize(1).first().asString().startsWith("__Host-rl_oidc=;");
  }

  /// The code is good, but it was asked for by somebody else, who has the verifier.
  @Test
  void codeOfAnotherBrowser_isRefusedByItsVerifier() throws Exception {
    Begun victim = begin("");
    Begun thief = begin("");
    URI stolen = new Visit(victim.location()).logIn(victim.location(), "max");
    String state = thief.cookie().split("[=.]", -1)[1];

    Answer answer =
        end(
            URI.create(stolen.toString().replaceFirst("state=[^&]+", "state=" + state)),
            thief.cookie());
    assertThat(answer.json()).containsEntry("type", "rimlight:sign_in_lost");
    requireNobodyCame();
  }

  @ParameterizedTest
  @CsvSource({
    "key, Signed JWT rejected: Invalid signature",
    "payload, Signed JWT rejected: Invalid signature",
    "none, 'Signed ID token expected'",
    "hmac, 'Signed JWT rejected: Another algorithm expected, or no matching key(s) found'",
    "audience, Unexpected JWT audience",
    "party, 'azp == another-client, must be rimlight'",
    "several, 'azp == missing, must be rimlight'",
    "issuer, 'Unexpected JWT issuer: https://elsewhere.example'",
    "nonce, Unexpected JWT nonce",
    "expired, Expired JWT",
    "future, JWT issue time ahead of current time"
  })
  void tamperedIdToken_isRefused(String what, String why) throws Exception {
    provider.forge(what);
    Answer answer = signIn("mallory");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.json()).containsEntry("type", "rimlight:provider_wrong");
    assertThat(String.valueOf(answer.json().get("detail"))).contains(why);
    assertThat(cookies(answer)).hasSize(1).first().asString().startsWith("__Host-rl_oidc=;");
    requireNobodyCame();
  }

  @Test
  void codeOfAnotherIssuer_isRefused() throws Exception {
    Begun begun = begin("");
    String sentBack = new Visit(begun.location()).logIn(begun.location(), "ned").toString();

    assertThat(
            end(
                    URI.create(
                        sentBack.replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fevil.example")),
                    begun.cookie())
                .json())
        .containsEntry("type", "rimlight:provider_wrong")
        .containsEntry("detail", "iss == https://evil.example, must be " + provider.issuer());
    assertThat(
            end(URI.create(sentBack.replaceFirst("iss=[^&]+", "iss=a%0Ab")), begun.cookie()).json())
        .containsEntry("detail", "iss == a b, must be " + provider.issuer());
    assertThat(end(URI.create(sentBack.replaceFirst("&iss=[^&]+", "")), begun.cookie()).json())
        .containsEntry("detail", "iss == missing, must be " + provider.issuer());
  }

  @Test
  void rotatedKeys_areAskedFor() throws Exception {
    assertThat(signIn("oda").status()).isEqualTo(302);
    provider.rotate();

    assertThat(who(session(signIn("oda")))).containsEntry("name", "oidc:oda");
  }

  @Test
  void publicClient_needsNoSecret() throws Exception {
    control.close();
    control = governing(provider.issuer(), RunningProvider.PUBLIC_CLIENT, Optional.empty());

    assertThat(who(session(signIn("pam")))).containsEntry("name", "oidc:pam");
  }

  @Test
  void claimsThatAreNotInTheIdToken_areAskedFor() throws Exception {
    try (RunningProvider terse = RunningProvider.start(IdTokens.SUBJECT_ONLY)) {
      control.close();
      control = governing(terse.issuer(), RunningProvider.CLIENT, Optional.empty());
      terse.groups("quy", "owners");

      assertThat(who(session(signIn("quy"))))
          .containsEntry("name", "oidc:quy")
          .containsEntry("role", "admin");
    }
  }

  @Test
  void providerAway_leavesTheOtherWays() throws Exception {
    RunningProvider leaving = RunningProvider.start(IdTokens.ALL);
    int port = leaving.issuer().getPort();
    control.close();
    control = governing(leaving.issuer(), RunningProvider.CLIENT, Optional.empty());
    leaving.close();

    Answer away = control.send("GET", BEGIN, "");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.json())
        .containsEntry("type", "rimlight:provider_away")
        .containsEntry(
            "detail", "the provider cannot be asked now: try again, or sign in otherwise");
    assertThat(control.send("GET", "/v1/session/ways", "").json())
        .isEqualTo(Map.of("password", true, "oidc", Map.of("name", "Example", "path", BEGIN)));
    assertThat(password("admin", RunningControlPlane.PASSWORD).status()).isEqualTo(200);

    Begun begun;
    URI sentBack;
    try (RunningProvider back = RunningProvider.start(IdTokens.ALL, port)) {
      begun = begin("");
      sentBack = new Visit(back.issuer()).logIn(begun.location(), "ray");
    }
    Answer broken = end(sentBack, begun.cookie());
    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.json()).containsEntry("type", "rimlight:provider_away");
    assertThat(password("admin", RunningControlPlane.PASSWORD).status()).isEqualTo(200);
    try (RunningProvider back = RunningProvider.start(IdTokens.ALL, port)) {
      assertThat(back.issuer().getPort()).isEqualTo(port);
      assertThat(who(session(signIn("ray")))).containsEntry("name", "oidc:ray");
    }
  }

  @Test
  void refusalOfTheProvider_isSaidInWordsToPeopleAndPrograms() throws Exception {
    Begun begun = begin("");
    URI sentBack = new Visit(begun.location()).abort(begun.location());
    Answer problem = end(sentBack, begun.cookie());
    assertThat(problem.status()).isEqualTo(403);
    assertThat(problem.json())
        .containsEntry("type", "rimlight:provider_refused")
        .containsEntry("title", "The provider did not let you in")
        .containsEntry("detail", "access_denied: End-User aborted interaction");

    URI marked =
        URI.create(
            sentBack
                .toString()
                .replaceFirst("error_description=[^&]+", "error_description=%3Cb%3E"));
    Answer page = end(marked, begun.cookie(), "Accept", "text/html,*/*;q=0.8");
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(page.response().body())
        .contains("<h1>The provider did not let you in</h1>", "<p>access_denied: &lt;b&gt;</p>")
        .contains("<a href=\"/\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "environments",
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%0d",
        "/a b",
        "/v1",
        "/v1/session/oidc",
        "javascript:alert(1)"
      })
  void pageOutsideOfTheConsole_isRefused(String to) {
    String decoded = to.replace("%0d", "\r");
    Answer answer =
        control.send(
            "GET", BEGIN + "?to=" + URLEncoder.encode(decoded, StandardCharsets.UTF_8), "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json()).containsEntry("type", "rimlight:invalid_request");
    assertThat(cookies(answer)).isEmpty();
  }

  @Test
  void pageInAChangedCookie_isRefused() throws Exception {
    Begun begun = begin("");
    URI sentBack = new Visit(begun.location()).logIn(begun.location(), "sam");
    String to =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("//evil.example".getBytes(StandardCharsets.UTF_8));

    assertThat(end(sentBack, begun.cookie().replaceFirst("\\.Lw$", "." + to)).json())
        .containsEntry(
            "detail",
            "to == \"//evil.example\", must be the path of a page of the console, <= 2000 characters");
  }

  @Test
  void withoutProvider_passwordIsTheOnlyWay() throws Exception {
    control.close();
    control = RunningControlPlane.governing(data, "shop-live");

    assertThat(control.send("GET", "/v1/session/ways", "").json())
        .isEqualTo(Map.of("password", true));
    assertThat(control.send("GET", BEGIN, "").json())
        .containsEntry("type", "rimlight:not_found")
        .containsEntry("detail", "nobody signs in by a provider here: --oidc-issuer");
    assertThat(control.send("GET", BEGIN + "/callback?code=x&state=y", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "marketing, marketing, 'must be VALUE=ROLE[@SCOPE], as marketing=editor@shop-*'",
    "marketing=boss, boss, 'must be a role for people, as viewer or editor@shop-*'",
    "marketing=edge, edge, 'must be a role for people, as viewer or editor@shop-*'"
  })
  void badRole_isNamed(String text, String named, String bound) {
    assertThatThrownBy(() -> GroupRole.parse("--oidc-role", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--oidc-role == \"%s\", %s".formatted(named, bound));
  }

  @Test
  void roleThatHoldsNowhere_isRefusedAtTheStart() {
    Oidc oidc =
        new Oidc(
            provider.issuer(),
            "rimlight",
            Optional.empty(),
            "Example",
            PUBLIC,
            "groups",
            List.of(GroupRole.parse("--oidc-role", "a=viewer@live")),
            Optional.empty());
    assertThatThrownBy(() -> RunningControlPlane.governing(data, Optional.of(oidc), "shop-live"))
        .hasMessage(
            "--oidc-role: environment == \"live\", must be shop-live, the beginning of some as shop-*, or *");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example",
        "https://login.example?x=1",
        "login.example",
        "https://login.example#x"
      })
  void insecureIssuer_isRefused(String issuer) {
    assertThatThrownBy(() ->
            new Oidc(
                URI.create(issuer),
                "rimlight",
                Optional.empty(),
                "Example",
                PUBLIC,
                "groups",
                List.of(),
                Optional.empty()))
        .hasMessage(
            "--oidc-issuer == \"%s\", must be an address that begins with https://, without ? and #"
                .formatted(issuer));
  }
}
