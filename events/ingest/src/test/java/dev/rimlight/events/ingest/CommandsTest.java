package dev.rimlight.events.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands against a running ingest, as a person uses them one after the other.
final class CommandsTest {
  @TempDir Path data;
  private Ingest ingest;
  private Client client;
  private Path keyFile;

  private record Outcome(int exit, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    Ingest.Settings settings =
        new Ingest.Settings(
            "127.0.0.1",
            0,
            data,
            "test",
            new IngestKey(Client.KEY),
            Duration.ofMillis(10),
            Optional.empty());
    ingest = Ingest.start(settings, InstantSource.fixed(Instant.ofEpochMilli(Lines.AT)));
    client = new Client(ingest.port());
    keyFile = Files.writeString(data.resolve("key"), Client.KEY + "\n");
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void brokenLine_isListedShownMendedAndReplayed() throws Exception {
    String broken = Lines.order("o1", "iso", 0, 5).replace("order", "");
    client.post(broken, "nonsense");

    Outcome list = deadLetters("list");
    assertThat(list.exit()).isZero();
    assertThat(list.out().lines())
        .startsWith(
            "1  2026-11-21T10:00:00Z  name == \"\", must be 1..64 characters long",
            "    " + broken.substring(0, 100) + "...")
        .endsWith("2 held, 0 dropped for want of room");
    assertThat(deadLetters("show", "1").out()).isEqualTo(broken + "\n");

    assertThat(deadLetters("replay", "1"))
        .isEqualTo(
            new Outcome(1, "1: rejected, name == \"\", must be 1..64 characters long\n", ""));
    Path mended = Files.writeString(data.resolve("mended"), Lines.order("o1", "iso", 0, 5));
    assertThat(deadLetters("replay", "1", "--file", mended.toString()))
        .isEqualTo(new Outcome(0, "1: accepted\n", ""));
    assertThat(client.accounting().get("accepted").asLong()).isEqualTo(1);

    assertThat(deadLetters("replay", "--all").exit()).isEqualTo(1);
    assertThat(deadLetters("drop", "--all")).isEqualTo(new Outcome(0, "2: dropped\n", ""));
    assertThat(deadLetters("list").out()).isEqualTo("0 held, 0 dropped for want of room\n");
  }

  @Test
  void listAsJson_leadsThroughAllPages() throws Exception {
    String[] lines = new String[250];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "broken-" + i;
    }
    client.post(lines);
    assertThat(deadLetters("list", "--json").out().lines())
        .hasSize(250)
        .last()
        .asString()
        .startsWith("{\"id\":250,")
        .endsWith("\"line\":\"broken-249\"}");
  }

  @Test
  void erase_printsTheReceipt() throws Exception {
    client.post(Lines.exposure("anna", "iso", 0));
    client.accountingOnceLoaded();
    Outcome erased = run(EraseCommand.commandLine(), "u-anna");
    assertThat(erased.exit()).isZero();
    assertThat(erased.out())
        .startsWith("{\"id\":1,\"unitSha256\":\"")
        .contains("\"storedRows\":1,\"journalLines\":1,\"deadLetters\":0}");
  }

  @Test
  void refusals_areOneLineAndExitCodeOne() throws Exception {
    assertThat(deadLetters("show", "7"))
        .isEqualTo(new Outcome(1, "", "rimlight: there is no dead letter 7\n"));
    Files.writeString(keyFile, "not-the-key-at-all");
    assertThat(deadLetters("list"))
        .isEqualTo(new Outcome(1, "", "rimlight: Authorization must be \"Bearer <ingest key>\"\n"));
    assertThat(deadLetters("replay").exit()).isEqualTo(2);
  }

  private Outcome deadLetters(String... arguments) {
    return run(DeadLettersCommand.commandLine(), arguments);
  }

  private Outcome run(CommandLine line, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--ingest", "http://127.0.0.1:" + client.port(), "--key-file", keyFile.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Outcome(exit, out.toString(), err.toString());
  }
}
