package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.control.document.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real OpenID provider as a process of its own, control/src/test/node/provider.mjs. It knows a
/// client with a secret and one without, both of `https://rimlight.example`.
final class RunningProvider implements AutoCloseable {
  static final String CLIENT = "rimlight";
  static final String PUBLIC_CLIENT = "rimlight-public";
  static final String SECRET = "a-secret-of-more-than-32-characters";

  private static final Path ROOT = Path.of(System.getProperty("rimlight.root", ".."));
  private static final Path NODE = ROOT.resolve("node_modules/.bin/node");
  private static final List<String> REDIRECTS =
      List.of("https://rimlight.example/v1/session/oidc/callback");

  private final Process process;
  private final URI issuer;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningProvider(Process process, URI issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /// What it tells in its ID tokens beside who somebody is.
  enum IdTokens {
    ALL,
    SUBJECT_ONLY
  }

  static RunningProvider start(IdTokens idTokens) throws IOException {
    return start(idTokens, 0);
  }

  /// @param port 0 for any
  static RunningProvider start(IdTokens idTokens, int port) throws IOException {
    assertThat(NODE).as("npm install brings node").isExecutable();
    Map<String, Object> wishes =
        Map.of(
            "clients",
            List.of(
                Map.of(
                    "client_id", CLIENT,
                    "client_secret", SECRET,
                    "id_token_signed_response_alg", "ES256",
                    "redirect_uris", REDIRECTS),
                Map.of(
                    "client_id",
                    PUBLIC_CLIENT,
                    "token_endpoint_auth_method",
                    "none",
                    "id_token_signed_response_alg",
                    "ES256",
                    "redirect_uris",
                    REDIRECTS)),
            "idTokenClaims",
            idTokens == IdTokens.ALL);
    Path errors = Files.createTempFile("provider", ".log");
    Process process =
        new ProcessBuilder(
                NODE.toAbsolutePath().toString(),
                ROOT.resolve("control/src/test/node/provider.mjs").toAbsolutePath().toString(),
                Json.write(wishes),
                Integer.toString(port))
            .redirectError(errors.toFile())
            .start();
    BufferedReader lines = process.inputReader();
    String address = lines.readLine();
    if (address == null) {
      throw new IOException("the provider did not start: " + Files.readString(errors));
    }
    Files.delete(errors);
    return new RunningProvider(process, URI.create(address));
  }

  URI issuer() {
    return issuer;
  }

  /// In which groups somebody is from now on.
  void groups(String login, String... groups) throws Exception {
    put("/test/groups/" + login, Json.write(List.of(groups)));
  }

  /// The next ID token is another one than it should be.
  void forge(String what) throws Exception {
    put("/test/forge/" + what, "");
  }

  /// Signs with another key from now on.
  void rotate() throws Exception {
    put("/test/rotation", "");
  }

  private void put(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(issuer.resolve(path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    client.close();
  }
}
