package dev.rimlight.events.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The ingest as users run it: a process of its own.
record IngestProcess(Process process, Client client) {

  static ProcessBuilder command(Path data, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--data",
                data.toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RIMLIGHT_INGEST_KEY", Client.KEY);
    return builder;
  }

  /// Starts on a free port and waits until it serves.
  static IngestProcess start(Path data) throws IOException {
    Process process =
        command(data, "--port", "0", "--environment", "test", "--flush-millis", "10")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    String ready = Objects.requireNonNull(out.readLine(), "ingest ended before it served");
    int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    return new IngestProcess(process, new Client(port));
  }
}
