package dev.rimlight.interop.migrate;

import dev.rimlight.interop.file.Streams;
import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.vendor.Imported;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rimlight import`.
@Command(
    name = "import",
    description = {
      "Carries a vendor's document over into our language: writes our definitions as JSON to standard"
          + " output, and reports what was lost to standard error.",
      ""
    },
    footer = {
      "",
      "Exit status: 0 everything was carried over; 1 a file cannot be read or written, or is not the named",
      "format; 2 wrong arguments; 3 something was lost, the report says what."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
public final class ImportCommand implements Callable<Integer> {
  static final int LOSSLESS = 0;
  static final int UNREADABLE = 1;
  static final int WRONG_ARGUMENTS = 2;
  static final int LOSSY = 3;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description = "The vendor's language: growthbook, unleash, flagd, launchdarkly, eppo.")
  private String format = "";

  @Parameters(paramLabel = "FILE", description = "The vendor's document.")
  private String file = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the definitions there instead of to standard output.")
  private @Nullable String out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the report there too, as JSON.")
  private @Nullable String report;

  @Option(names = "--dry-run", description = "Only report.")
  private boolean dryRun;

  private final Streams streams;

  public ImportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    Optional<Format> known = Format.ofName(format);
    if (known.isEmpty()) {
      return fail(
          WRONG_ARGUMENTS, "unknown format '" + format + "', must be one of " + Format.names());
    }
    if (known.get().vendor().isEmpty()) {
      return fail(WRONG_ARGUMENTS, "format '" + format + "' is not supported yet");
    }
    try {
      Imported imported = known.get().open(file).imported();
      streams.err().print(ReportText.forPeople(file, imported.report()));
      if (report != null) {
        WholeFile.replace(report, bytes(ReportText.forMachines(imported.report())));
      }
      if (!dryRun) {
        write(imported);
      }
      return imported.report().losses().isEmpty() ? LOSSLESS : LOSSY;
    } catch (UnusableFile e) {
      return fail(UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void write(Imported imported) throws UnusableFile {
    String text = DefinitionsText.of(imported.definitions());
    if (out == null) {
      streams.out().writeBytes(bytes(text));
      streams.out().flush();
    } else {
      WholeFile.replace(out, bytes(text));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int fail(int status, String message) {
    streams.complain(message);
    return status;
  }
}
