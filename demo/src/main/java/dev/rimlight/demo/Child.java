package dev.rimlight.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of the demo: started, waited for until it says that it is ready, watched, and ended
/// with it.
final class Child {
  private static final Duration READY = Duration.ofSeconds(60);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private volatile Process process;

  private Child(String name, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.process = launch();
  }

  /// Starts the command; its output goes to `logs/<name>.log`.
  static Child start(
      String name, List<String> command, Map<String, String> environment, Path logs) {
    try {
      Files.createDirectories(logs);
      return new Child(name, command, environment, logs.resolve(name + ".log"));
    } catch (IOException e) {
      throw new CannotRun(name + " cannot be started: " + e.getMessage());
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(log.toFile());
    return builder.start();
  }

  String name() {
    return name;
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /// Returns once the log holds "<name> ready".
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!log().contains(name + " ready")) {
      if (!process.isAlive()) {
        throw new CannotRun(name + " ended with " + process.exitValue() + ": " + lastLine());
      }
      if (System.nanoTime() > deadline) {
        throw new CannotRun(name + " was not ready after " + READY.toSeconds() + " s; see " + log);
      }
      Thread.sleep(20);
    }
  }

  void restart() throws IOException {
    process = launch();
  }

  /// Asks it to end, and ends it when it does not within 5 s.
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String log() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CannotRun(log + " cannot be read: " + e.getMessage());
    }
  }

  private String lastLine() {
    List<String> lines = log().lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "it said nothing" : lines.getLast();
  }
}
