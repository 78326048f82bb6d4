package dev.rimlight.interop.engine;

import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A running workerd with the Worker's module and worker.mjs, on a port that it chose itself. It
/// ends with this process, however that ends in order.
final class Workerd implements AutoCloseable {
  private static final String CONFIG =
      """
      using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (
        services = [(name = "main", worker = (
          modules = [
            (name = "worker.mjs", esModule = embed "worker.mjs"),
            (name = "core.js", esModule = embed "core.js"),
          ],
          compatibilityDate = "2026-07-30",
        ))],
        sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
      );
      """;

  private final Path folder;
  private final Process process;
  private final Thread end = new Thread(this::stop, "end of workerd");
  private int port;

  private Workerd(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(end);
  }

  static Workerd start(Path root) {
    Path module = root.resolve("edge/bridge/target/js/core.js");
    if (!Files.isRegularFile(module)) {
      throw new EngineFailure("the Worker's module " + module + " is missing: ./rimlight build");
    }
    Path binary =
        Stream.of(
                "node_modules/@cloudflare/workerd-linux-64/bin/workerd",
                "node_modules/.bin/workerd")
            .map(root::resolve)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() ->
                new EngineFailure(
                    "workerd is missing in " + root.resolve("node_modules") + ": npm install"));
    try {
      Path folder = Files.createTempDirectory("rimlight-worker");
      Files.writeString(folder.resolve("config.capnp"), CONFIG);
      Files.copy(module, folder.resolve("core.js"));
      try (InputStream script = Workerd.class.getResourceAsStream("worker.mjs")) {
        if (script == null) {
          throw new IllegalStateException("worker.mjs is not on the class path");
        }
        Files.copy(script, folder.resolve("worker.mjs"));
      }
      Process process =
          new ProcessBuilder(
                  binary.toString(),
                  "serve",
                  "--control-fd=1",
                  folder.resolve("config.capnp").toString())
              .redirectError(folder.resolve("workerd.log").toFile())
              .start();
      Workerd workerd = new Workerd(folder, process);
      workerd.awaitPort();
      return workerd;
    } catch (IOException e) {
      throw new EngineFailure("workerd does not start: " + e, e);
    }
  }

  /// workerd tells the port as soon as it listens, so nobody else can have taken it.
  private void awaitPort() throws IOException {
    BufferedReader messages = process.inputReader();
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      try {
        Place message = Place.root(Json.read(line));
        if (message.at("event").textOr("").equals("listen")) {
          port = message.at("port").integer();
          return;
        }
      } catch (InvalidJson e) {
        close();
        throw new EngineFailure("workerd says " + line, e);
      }
    }
    String complaints = complaints();
    close();
    throw new EngineFailure("workerd does not start" + complaints);
  }

  int port() {
    return port;
  }

  /// What workerd wrote to its standard error, for messages.
  String complaints() {
    try {
      String log = Files.readString(folder.resolve("workerd.log")).strip();
      return log.isEmpty() ? "" : "; it says: " + log;
    } catch (IOException e) {
      return "; its log cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook runs already.
      return;
    }
    stop();
  }

  /// workerd keeps nothing, so it need not end in order. A wrapper may stand before it.
  private void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    for (String name : List.of("config.capnp", "core.js", "worker.mjs", "workerd.log", "")) {
      folder.resolve(name).toFile().delete();
    }
  }
}
