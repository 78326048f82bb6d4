package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.events.warehouse.Warehouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How the process starts, refuses to start, and ends.
@Timeout(60)
final class MainTest {
  @TempDir Path data;

  @Test
  void sigterm_finishesTheWorkAndExitsWithZero() throws Exception {
    IngestProcess ingest = IngestProcess.start(data);
    ingest.client().post(Lines.exposure("e0", "iso", 0));
    ingest.process().destroy();
    assertThat(ingest.process().waitFor()).isZero();
    try (Warehouse warehouse = Warehouse.open(data.resolve(Ingest.WAREHOUSE), "test")) {
      assertThat(warehouse.counts().rows()).isEqualTo(1);
    }
  }

  @Test
  void portInUse_isOneLineAndExitCodeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertRefusal(
          IngestProcess.command(data, "--port", port),
          1,
          "ingest: cannot listen on 127.0.0.1:" + port + ": Address already in use");
    }
  }

  @Test
  void dataFolderThatIsAFile_isOneLineAndExitCodeOne() throws Exception {
    Path file = Files.createFile(data.resolve("file"));
    assertRefusal(
        IngestProcess.command(file, "--port", "0"), 1, "ingest: cannot use data folder " + file);
  }

  @Test
  void usageErrors_exitWithTwo() throws Exception {
    assertRefusal(IngestProcess.command(data), 2, "Missing required option: '--port=<port>'");
    assertRefusal(
        IngestProcess.command(data, "--port", "70000"), 2, "--port == 70000, must be in 0..65535");
    assertRefusal(
        IngestProcess.command(data, "--port", "0", "--flush-millis", "0"),
        2,
        "--flush-millis == 0, must be >= 1");
    assertRefusal(
        IngestProcess.command(data, "--port", "0", "--keep-days", "6"),
        2,
        "--keep-days == 6, must be >= 7");
    ProcessBuilder keyless = IngestProcess.command(data, "--port", "0");
    keyless.environment().remove("RIMLIGHT_INGEST_KEY");
    assertRefusal(keyless, 2, "no ingest key: give --key-file or RIMLIGHT_INGEST_KEY");
  }

  @Test
  void optionsAndKey_comeFromFilesAndVariables() throws Exception {
    Path file =
        Files.writeString(
            data.resolve("ingest.yaml"), "port: 0\nenvironment: live\nkeep-days: 9\n");
    Path key = Files.writeString(data.resolve("key"), Client.KEY + "\n");
    ProcessBuilder command = IngestProcess.command(data, "--print-config", "--flush-millis", "5");
    command.environment().remove("RIMLIGHT_INGEST_KEY");
    command
        .environment()
        .putAll(
            Map.of(
                "RIMLIGHT_INGEST_CONFIG", file.toString(),
                "RIMLIGHT_INGEST_ENVIRONMENT", "test",
                "RIMLIGHT_INGEST_KEY_FILE", key.toString()));
    Process process = command.start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            port: 0 # %1$s: port
            host: "127.0.0.1" # default
            data: "%2$s" # command line
            key-file: "%3$s" # RIMLIGHT_INGEST_KEY_FILE
            environment: "test" # RIMLIGHT_INGEST_ENVIRONMENT
            keep-days: 9 # %1$s: keep-days
            flush-millis: 5 # command line
            log-format: text # default
            # RIMLIGHT_INGEST_KEY is given
            """
                .formatted(file, data, key));
    assertThat(process.waitFor()).isZero();
    Files.writeString(file, "prot: 0\n");
    assertRefusal(
        IngestProcess.command(data, "--config", file.toString()),
        2,
        "ingest: %s: prot is not an option, must be one of data, environment, flush-millis, host, keep-days, key-file, log-format, port"
            .formatted(file));
  }

  private static void assertRefusal(ProcessBuilder command, int status, String firstLine)
      throws IOException, InterruptedException {
    Process process = command.start();
    String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(error).startsWith(firstLine);
    assertThat(process.waitFor()).isEqualTo(status);
    if (status == 1) {
      assertThat(error.lines()).hasSize(1);
    }
  }
}
