package dev.rimlight.control.snapshot;

import dev.rimlight.control.publish.Envelope;
import dev.rimlight.control.publish.PublisherKey;
import dev.rimlight.control.snapshot.SnapshotFile.Unreadable;
import dev.rimlight.core.Context;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.migrate.DefinitionsText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `rimlight snapshot`.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Shows, compares, verifies and explains snapshots.",
      "",
      "FILE is an envelope as edges are sent it, a snapshot's bytes, or definitions as JSON."
    })
public final class SnapshotCommand {
  private static final int FAILED = 1;
  private static final int DIFFERENT = 4;

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  SnapshotCommand(InstantSource clock) {
    this.clock = clock;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(InstantSource.system()).execute(arguments));
  }

  static CommandLine commandLine(InstantSource clock) {
    return new CommandLine(new SnapshotCommand(clock))
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof Unreadable || failure instanceof IOException) {
            command.getErr().println("rimlight: " + failure.getMessage());
            return FAILED;
          }
          throw failure;
        });
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(description = "What a snapshot holds, and the definitions as JSON.")
  int show(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--flag", paramLabel = "KEY", description = "Only this flag.")
          @Nullable String flag,
      @Option(names = "--json", description = "Only the JSON, all of it.") boolean json)
      throws Unreadable {
    SnapshotFile read = SnapshotFile.read(file);
    if (!json && flag == null) {
      summary(read).forEach(out()::println);
    }
    Definitions definitions = flag == null ? read.definitions() : only(read, flag);
    if (json || flag != null) {
      out().print(DefinitionsText.of(definitions));
      out().flush();
    }
    return 0;
  }

  private static Definitions only(SnapshotFile read, String key) throws Unreadable {
    Definitions all = read.definitions();
    var flags = all.flags().stream().filter(flag -> flag.key().equals(key)).toList();
    if (flags.isEmpty()) {
      throw new Unreadable(read.file() + ": there is no flag " + key);
    }
    return new Definitions(
        all.environment(),
        all.revision(),
        flags,
        all.experiments().stream().filter(each -> each.flag().equals(key)).toList(),
        all.routes());
  }

  private static List<String> summary(SnapshotFile read) {
    Definitions definitions = read.definitions();
    List<String> lines = new ArrayList<>();
    lines.add("environment  " + definitions.environment());
    lines.add("revision     " + definitions.revision());
    lines.add("content      " + read.snapshot().contentId());
    lines.add("size         " + read.size() + " bytes");
    lines.add("flags        " + definitions.flags().size());
    lines.add("experiments  " + definitions.experiments().size());
    lines.add("segments     " + definitions.segments().size());
    lines.add("layers       " + definitions.layers().size());
    lines.add("holdouts     " + definitions.holdouts().size());
    Envelope.Sealed envelope = read.envelope();
    lines.add("signed by    " + (envelope == null ? "nobody" : "key " + envelope.kid()));
    return lines;
  }

  @Command(
      description = "What changed from one snapshot to another, a line for each place.",
      footer = "Exit status: 0 the same content, 1 a file cannot be read, 4 they differ.")
  int diff(
      @Parameters(paramLabel = "BEFORE") Path before, @Parameters(paramLabel = "AFTER") Path after)
      throws Unreadable {
    List<String> lines =
        Difference.between(
            DefinitionsText.tree(SnapshotFile.read(before).definitions()),
            DefinitionsText.tree(SnapshotFile.read(after).definitions()));
    lines.forEach(out()::println);
    boolean same = lines.stream().allMatch(line -> line.startsWith("~ revision: "));
    return same ? 0 : DIFFERENT;
  }

  @Command(
      description = "Whether a snapshot is whole, of this engine's format, and signed by a key.",
      footer = "Exit status: 0 all is well, 1 it is not.")
  int verify(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(
              names = "--keys",
              paramLabel = "FILE",
              description = "Trusted public keys, the control plane's publisher.pub.")
          @Nullable Path keys)
      throws Unreadable, IOException {
    SnapshotFile read = SnapshotFile.read(file);
    read.definitions().checked();
    out().println("whole        " + read.size() + " bytes, checksum and every record");
    String content = SnapshotCodec.contentId(read.definitions());
    if (!content.equals(read.snapshot().contentId())) {
      throw new Unreadable(
          file
              + ": its content is "
              + content
              + ", not "
              + read.snapshot().contentId()
              + " as it says");
    }
    out().println("content      " + content + ", as it says");
    Envelope.Sealed envelope = read.envelope();
    if (keys == null) {
      out().println("signature    not looked at: name trusted keys with --keys");
      return 0;
    }
    if (envelope == null) {
      throw new Unreadable(file + ": is not signed");
    }
    byte[] key = PublisherKey.published(keys).get(envelope.kid());
    if (key == null) {
      throw new Unreadable(
          file + ": signed by key " + envelope.kid() + ", which is not in " + keys);
    }
    if (!envelope.isSignedBy(key)) {
      throw new Unreadable(file + ": the signature of key " + envelope.kid() + " does not fit");
    }
    out().println("signature    of key " + envelope.kid() + ", fits");
    return 0;
  }

  @Command(
      description = {
        "Decides one flag for one context and says everything that led to it, as JSON.",
        "A past decision is replayed from the snapshot of its revision, its context and its time."
      })
  int explain(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--flag", required = true, paramLabel = "KEY") String flag,
      @Option(
              names = "--context",
              required = true,
              paramLabel = "JSON",
              description = "{\"unit\":\"...\",\"attributes\":{...}}, or @FILE.")
          String context,
      @Option(
              names = "--now",
              paramLabel = "TIME",
              description = "RFC 3339; this machine's clock when absent.")
          @Nullable String now,
      @Option(names = "--kill", paramLabel = "KEY", description = "A flag that is killed.")
          @Nullable List<String> kills)
      throws Unreadable {
    Snapshot snapshot = SnapshotFile.read(file).snapshot();
    int index = snapshot.indexOf(flag);
    if (index < 0) {
      throw new Unreadable(file + ": there is no flag " + flag);
    }
    String trace =
        Decider.explain(
            snapshot,
            new KillList(kills == null ? List.of() : kills),
            context(context),
            index,
            now == null ? clock.millis() : millis(now));
    out().println(JsonText.pretty(parsed(trace)));
    return 0;
  }

  private static Context context(String text) throws Unreadable {
    try {
      byte[] json =
          text.startsWith("@")
              ? Files.readAllBytes(Path.of(text.substring(1)))
              : text.getBytes(StandardCharsets.UTF_8);
      if (Json.read(json) instanceof Map<?, ?> document) {
        return ContextJson.read(SnapshotFile.members(document));
      }
      throw new Unreadable("--context is not an object");
    } catch (InvalidJson | InvalidDefinition e) {
      throw new Unreadable("--context: " + e.getMessage());
    } catch (IOException e) {
      throw new Unreadable("--context: cannot read " + e.getMessage());
    }
  }

  private static long millis(String time) throws Unreadable {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeException e) {
      throw new Unreadable("--now == " + time + ", must be a time, e.g. 2026-11-22T17:00:00Z");
    }
  }

  private static @Nullable Object parsed(String trace) {
    try {
      return Json.read(trace.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidJson e) {
      throw new IllegalStateException("the trace is no JSON: " + trace, e);
    }
  }

  @Command(description = "Writes definitions as a snapshot's bytes.")
  int build(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--out", required = true, paramLabel = "FILE") Path target)
      throws Unreadable, IOException {
    SnapshotFile read = SnapshotFile.read(file);
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    Files.write(fresh, SnapshotCodec.encode(read.definitions()));
    Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    out().println(target + ": " + read.size() + " bytes");
    return 0;
  }

  @Command(
      name = "rotate-key",
      description = {
        "Makes the next signing key the current one, and a new next one.",
        "Edges that trust both lines of publisher.pub go on; hand them the new file afterwards.",
        "The control plane of the folder must not run."
      })
  int rotateKey(
      @Option(
              names = "--data",
              required = true,
              paramLabel = "FOLDER",
              description = "The control plane's folder.")
          Path data)
      throws IOException {
    out().println("signing with key " + PublisherKey.rotate(data).kid());
    return 0;
  }
}
