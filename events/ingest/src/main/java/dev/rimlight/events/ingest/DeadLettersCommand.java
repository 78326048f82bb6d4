package dev.rimlight.events.ingest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `rimlight dead-letters`.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Shows, replays and drops lines that the ingest rejected.",
      "",
      "To mend one: show ID > FILE, edit FILE, replay ID --file FILE."
    })
public final class DeadLettersCommand {
  private static final int FAILED = 1;
  private static final int SHOWN_CHARACTERS = 100;
  private static final String PATH = "/v1/dead-letters";

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Some by their ids, or all that there are.
  static final class Which {
    @Parameters(paramLabel = "ID", description = "Which, by its number.")
    private List<Long> ids = new ArrayList<>();

    @Option(names = "--all", description = "All that there are.")
    private boolean all;

    List<Long> ids(Remote remote) throws IOException, Remote.Refusal {
      if (!all) {
        return ids;
      }
      List<Long> found = new ArrayList<>();
      eachPage(
          remote,
          page -> page.get("deadLetters").forEach(letter -> found.add(letter.get("id").asLong())));
      return found;
    }
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return toldInOneLine(new CommandLine(new DeadLettersCommand()));
  }

  /// What the ingest refused and what cannot be read is one line and exit code 1.
  static CommandLine toldInOneLine(CommandLine line) {
    return line.setExecutionExceptionHandler((failure, command, _) -> {
      if (failure instanceof Remote.Refusal || failure instanceof IOException) {
        command.getErr().println("rimlight: " + failure.getMessage());
        return FAILED;
      }
      throw failure;
    });
  }

  @Command(
      name = "list",
      description = "Lists them, the oldest first.",
      mixinStandardHelpOptions = true)
  void list(
      @Mixin Remote remote,
      @Option(names = "--json", description = "One JSON object a line, with the whole line.")
          boolean json)
      throws IOException, Remote.Refusal {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode last =
        eachPage(
            remote,
            page ->
                page.get("deadLetters")
                    .forEach(letter -> out.println(json ? letter.toString() : shown(letter))));
    if (!json) {
      out.println(
          last.get("held").asLong()
              + " held, "
              + last.get("dropped").asLong()
              + " dropped for want of room");
    }
    out.flush();
  }

  private static String shown(JsonNode letter) {
    String line = letter.get("line").asString();
    Instant receivedAt =
        Instant.ofEpochMilli(letter.get("receivedAt").asLong()).truncatedTo(ChronoUnit.SECONDS);
    return "%d  %s  %s%n    %s"
        .formatted(
            letter.get("id").asLong(),
            receivedAt,
            letter.get("reason").asString(),
            line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...");
  }

  @Command(
      name = "show",
      description = "Prints the line of one as it came.",
      mixinStandardHelpOptions = true)
  void show(@Mixin Remote remote, @Parameters(paramLabel = "ID") long id)
      throws IOException, Remote.Refusal {
    PrintWriter out = spec.commandLine().getOut();
    out.println(remote.send("GET", PATH + "/" + id, "").get("line").asString());
    out.flush();
  }

  @Command(
      name = "replay",
      description = {
        "Sends lines through the door again: as they came, or one from a file as it was mended.",
        "What is accepted, or known already, leaves the table. Exit code 1 when some were rejected again."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin Remote remote,
      @ArgGroup(multiplicity = "1") Which which,
      @Option(names = "--file", paramLabel = "FILE", description = "The mended line.")
          @Nullable Path file)
      throws IOException, Remote.Refusal {
    PrintWriter out = spec.commandLine().getOut();
    List<Long> ids = which.ids(remote);
    if (file != null && (which.all || ids.size() != 1)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--file mends one line, give one ID");
    }
    String mended = file == null ? "" : Files.readString(file);
    int rejected = 0;
    for (long id : ids) {
      try {
        JsonNode receipt = remote.send("POST", PATH + "/" + id + "/replay", mended);
        boolean accepted = receipt.get("accepted").asLong() == 1;
        out.println(id + ": " + (accepted ? "accepted" : "known already"));
      } catch (Remote.Refusal e) {
        if (e.status() != 422) {
          throw e;
        }
        rejected++;
        out.println(id + ": rejected, " + e.getMessage());
      }
    }
    out.flush();
    return rejected == 0 ? 0 : FAILED;
  }

  @Command(name = "drop", description = "Removes lines for good.", mixinStandardHelpOptions = true)
  void drop(@Mixin Remote remote, @ArgGroup(multiplicity = "1") Which which)
      throws IOException, Remote.Refusal {
    PrintWriter out = spec.commandLine().getOut();
    for (long id : which.ids(remote)) {
      remote.send("DELETE", PATH + "/" + id, "");
      out.println(id + ": dropped");
    }
    out.flush();
  }

  private interface PageReader {
    void read(JsonNode page);
  }

  /// Returns the last page.
  private static JsonNode eachPage(Remote remote, PageReader reader)
      throws IOException, Remote.Refusal {
    JsonNode page = remote.send("GET", PATH, "");
    reader.read(page);
    while (!page.get("next").isNull()) {
      page = remote.send("GET", PATH + "?after=" + page.get("next").asLong(), "");
      reader.read(page);
    }
    return page;
  }
}
