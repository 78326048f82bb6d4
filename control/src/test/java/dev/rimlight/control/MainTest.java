package dev.rimlight.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as it is started from a shell: what it prints and how it ends.
class MainTest {
  @TempDir private Path data;

  private record Ended(int status, String out, String err) {}

  private static Process start(Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.rimlight.control.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("RIMLIGHT_"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static Ended run(Map<String, String> variables, String... arguments) throws Exception {
    Process process = start(variables, arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  @Test
  void firstStart_printsPasswordOnceAndEndsOnSignal() throws Exception {
    Process first = start(Map.of(), "--data", data.toString(), "--port", "0");
    try (BufferedReader lines = first.inputReader()) {
      assertThat(lines.readLine()).matches("control account admin, password [A-Za-z0-9_-]{20}");
      assertThat(lines.readLine()).matches("control ready on http://127\\.0\\.0\\.1:\\d+");
      first.toHandle().destroy();
      assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(lines.readLine()).isNull();
    }
    try (BufferedReader errors = first.errorReader()) {
      assertThat(errors.readLine()).isNull();
    }
    Process second = start(Map.of(), "--data", data.toString(), "--port", "0");
    try (BufferedReader lines = second.inputReader()) {
      assertThat(lines.readLine()).startsWith("control ready on ");
    } finally {
      second.destroy();
    }
  }

  @Test
  void portInUse_isOneLineAndStatusOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Ended ended = run(Map.of(), "--data", data.toString(), "--port", port);
      assertThat(ended)
          .isEqualTo(
              new Ended(
                  1,
                  "",
                  "control: cannot listen at 127.0.0.1:%s: Address already in use\n"
                      .formatted(port)));
    }
  }

  @Test
  void folderThatIsAFile_isOneLineAndStatusOne() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "");
    Ended ended = run(Map.of(), "--data", file.toString(), "--port", "0");
    assertThat(ended)
        .isEqualTo(new Ended(1, "", "control: " + file + " is a file, must be a folder\n"));
  }

  @Test
  void missingConsole_isOneLineAndStatusOne() throws Exception {
    Path none = data.resolve("none");
    Ended ended =
        run(Map.of(), "--data", data.toString(), "--port", "0", "--console", none.toString());
    assertThat(ended).isEqualTo(new Ended(1, "", "control: cannot find " + none + "\n"));
  }

  @Test
  void wrongUsage_isStatusTwo() throws Exception {
    assertThat(run(Map.of(), "--prot", "1").status()).isEqualTo(2);
    Ended port = run(Map.of(), "--data", data.toString(), "--port", "65536");
    assertThat(port.status()).isEqualTo(2);
    assertThat(port.err()).startsWith("--port == 65536, must be in 0..65535\n");
    Ended token = run(Map.of("RIMLIGHT_TOKEN", "short"), "--data", data.toString());
    assertThat(token.status()).isEqualTo(2);
    assertThat(token.err()).startsWith("RIMLIGHT_TOKEN has 5 characters, must have >= 32\n");
  }

  @Test
  void providerThatIsNotThere_isOfferedAndHindersNothing() throws Exception {
    Process process =
        start(
            Map.of("RIMLIGHT_OIDC_CLIENT_SECRET", "secret"),
            "--data",
            data.toString(),
            "--port",
            "0",
            "--oidc-issuer",
            "http://127.0.0.1:9",
            "--oidc-client-id",
            "rimlight",
            "--oidc-name",
            "Example",
            "--public-url",
            "https://rimlight.example/",
            "--oidc-role",
            "marketing=editor@demo",
            "--oidc-default-role",
            "viewer");
    try (BufferedReader lines = process.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      lines.readLine(); // the password
      String address = lines.readLine().substring("control ready on ".length());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/v1/session/ways")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"password\":true", "\"name\":\"Example\"");
    } finally {
      process.destroy();
    }
  }

  @Test
  void providerWithoutItsOptions_isStatusTwo() throws Exception {
    Ended client = run(Map.of(), "--data", data.toString(), "--oidc-client-id", "rimlight");
    assertThat(client.status()).isEqualTo(2);
    assertThat(client.err()).startsWith("--oidc-issuer is missing, other --oidc options are not\n");
    Ended issuer = run(Map.of(), "--data", data.toString(), "--oidc-issuer", "https://x.example");
    assertThat(issuer.err())
        .startsWith("--oidc-client-id is missing, must come with --oidc-issuer\n");
  }

  @Test
  void help_namesEveryOption() throws Exception {
    Ended help = run(Map.of(), "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("--host", "--port", "--data", "--environment", "--edge")
        .contains("--console", "--warehouse", "--ingest", "RIMLIGHT_TOKEN")
        .contains("--oidc-issuer", "--oidc-role", "--public-url", "RIMLIGHT_OIDC_CLIENT_SECRET");
  }
}
