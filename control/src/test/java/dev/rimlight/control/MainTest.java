package dev.rimlight.control;

import static dev.rimlight.control.RunningControlPlane.PASSWORD;
import static dev.rimlight.control.RunningControlPlane.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
      assertThat(first.exitValue()).isZero();
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

  /// What has come is answered although the process was told to end, and those who ask hear that no
  /// more should come.
  @Test
  void signal_answersWhatHasComeAndEndsWithZero() throws Exception {
    Process process =
        start(
            Map.of("RIMLIGHT_ADMIN_PASSWORD", PASSWORD, "RIMLIGHT_TOKEN", TOKEN),
            "--data",
            data.toString(),
            "--port",
            "0");
    int port = portOf(process.inputReader().readLine());
    String body = "{\"name\":\"admin\",\"password\":\"%s\"}".formatted(PASSWORD);
    try (Socket request = open(port);
        Socket stream = open(port)) {
      write(
          stream,
          "GET /v1/environments/demo/changes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
              + TOKEN
              + "\r\n\r\n");
      assertThat(read(stream)).startsWith("HTTP/1.1 200 ");
      write(
          request,
          "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(body.length(), body.substring(0, 10)));
      assertThat(ask(port, "/readyz")).isEqualTo(200);
      Thread.sleep(100); // the server has read the head of the request
      process.toHandle().destroy();
      long told = System.nanoTime();
      while (ask(port, "/readyz") == 200) {
        Thread.sleep(5);
      }
      assertThat(ask(port, "/readyz")).isEqualTo(503);
      assertThat(ask(port, "/healthz")).isEqualTo(200);
      write(request, body.substring(10));
      assertThat(read(request)).startsWith("HTTP/1.1 200 ");
      assertThat(new String(stream.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("data:");
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    String log = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(log.lines())
        .as("the log lasts as long as the process")
        .isNotEmpty()
        .allMatch(line -> line.contains("request refused: not_ready "));
  }

  private static int portOf(String ready) {
    return Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    byte[] bytes = new byte[4_096];
    int length = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
  }

  private static int ask(int port, String path) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    return connection.getResponseCode();
  }

  @Test
  void configuration_comesFromFileAndVariables() throws Exception {
    Path file =
        Files.writeString(
            data.resolve("control.yaml"),
            """
            data: %s
            port: 0
            environment: [shop-live, shop-test]
            edge: [shop-live=http://127.0.0.1:9]
            requests-per-second: 7
            """
                .formatted(data));
    Path token = Files.writeString(data.resolve("token"), TOKEN + "\n");
    Map<String, String> variables =
        Map.of(
            "RIMLIGHT_CONTROL_CONFIG",
            file.toString(),
            "RIMLIGHT_CONTROL_LOG_FORMAT",
            "json",
            "RIMLIGHT_TOKEN_FILE",
            token.toString(),
            "RIMLIGHT_DATABASE_PASSWORD",
            PASSWORD);
    Ended printed =
        run(
            variables,
            "--requests-per-second=9",
            "--database",
            "jdbc:postgresql://db/rimlight?user=u&password=" + PASSWORD,
            "--print-config");
    assertThat(printed)
        .isEqualTo(
            new Ended(
                0,
                """
                host: "127.0.0.1" # default
                port: 0 # %1$s: port
                data: "%2$s" # %1$s: data
                database: "jdbc:postgresql://db/rimlight?user=u&password=..." # command line
                environment: ["shop-live", "shop-test"] # %1$s: environment
                edge: ["shop-live=http://127.0.0.1:9"] # %1$s: edge
                # console is not given
                # warehouse is not given
                # ingest is not given
                # kv is not given
                cloudflare-api: "https://api.cloudflare.com/client/v4" # default
                allow-scripts: false # default
                # smtp is not given
                requests-per-second: 9 # command line
                open-metrics: false # default
                drain-seconds: 0 # default
                log-format: json # RIMLIGHT_CONTROL_LOG_FORMAT
                # oidc-issuer is not given
                # oidc-client-id is not given
                oidc-name: "OpenID" # default
                # public-url is not given
                oidc-claim: "groups" # default
                # oidc-role is not given
                # oidc-default-role is not given
                # RIMLIGHT_ADMIN_PASSWORD is not given
                # RIMLIGHT_TOKEN is given
                # RIMLIGHT_INGEST_KEY is not given
                # RIMLIGHT_DATABASE_PASSWORD is given
                # RIMLIGHT_CLOUDFLARE_TOKEN is not given
                # RIMLIGHT_OIDC_CLIENT_SECRET is not given
                """
                    .formatted(file, data),
                ""));
    Files.writeString(file, "prot: 1");
    Ended wrong = run(variables);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith("control: " + file + ": prot is not an option, must be one of allow-scripts,");
    Ended both =
        run(Map.of("RIMLIGHT_TOKEN", TOKEN, "RIMLIGHT_TOKEN_FILE", "x"), "--data", data.toString());
    assertThat(both.err())
        .startsWith("RIMLIGHT_TOKEN and RIMLIGHT_TOKEN_FILE are both given, must be one of them\n");
    Ended drain = run(Map.of(), "--data", data.toString(), "--drain-seconds", "301");
    assertThat(drain.err()).startsWith("--drain-seconds == 301, must be in 0..300\n");
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
