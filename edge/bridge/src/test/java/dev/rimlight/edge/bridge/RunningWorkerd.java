package dev.rimlight.edge.bridge;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/// workerd with the module and a script beside it, for as long as a test needs it.
@NullUnmarked
final class RunningWorkerd implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Process process;
  private final Path log;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningWorkerd(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.address = URI.create("http://127.0.0.1:" + port + "/");
  }

  /// @param script the Worker; what it imports is copied too and stands after it
  static RunningWorkerd start(Path workerd, Path folder, Path core, Path script, Path... imported)
      throws IOException {
    StringBuilder modules = new StringBuilder(module(folder, script));
    for (Path each : imported) {
      modules.append(module(folder, each));
    }
    Files.copy(core, folder.resolve("core.js"));
    int port = freePort();
    Files.writeString(
        folder.resolve("config.capnp"),
        """
        using Workerd = import "/workerd/workerd.capnp";
        const config :Workerd.Config = (
          services = [(name = "main", worker = (
            modules = [
              %s(name = "core.js", esModule = embed "core.js"),
            ],
            compatibilityDate = "2026-07-30",
          ))],
          sockets = [(name = "http", address = "127.0.0.1:%d", http = (), service = "main")],
        );
        """
            .formatted(modules, port));
    Path log = folder.resolve("workerd.log");
    Process process =
        new ProcessBuilder(workerd.toString(), "serve", folder.resolve("config.capnp").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new RunningWorkerd(process, log, port);
  }

  private static String module(Path folder, Path script) throws IOException {
    String name = script.getFileName().toString();
    Files.copy(script, folder.resolve(name));
    return "(name = \"%s\", esModule = embed \"%s\"),\n      ".formatted(name, name);
  }

  /// Waits for workerd to come up.
  byte[] ask(byte[] question) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofByteArray(question))
            .build();
    for (int attempt = 0; ; attempt++) {
      try {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          throw new AssertionError("workerd: " + Files.readString(log));
        }
        return response.body();
      } catch (IOException notYet) {
        if (attempt == ATTEMPTS || !process.isAlive()) {
          throw new AssertionError("workerd did not answer: " + Files.readString(log), notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    client.shutdownNow();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
