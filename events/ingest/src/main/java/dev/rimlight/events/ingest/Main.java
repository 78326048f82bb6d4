package dev.rimlight.events.ingest;

import dev.rimlight.operate.Configuration;
import dev.rimlight.operate.LastingLog;
import dev.rimlight.operate.LogFormat;
import dev.rimlight.operate.SecretVariables;
import dev.rimlight.operate.StartOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts the ingest as a process of its own.
@Command(
    name = "ingest",
    description = "Takes events in, acknowledges them when durable, and writes them to Parquet.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Main implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  /// The journal keeps lines so long to know duplicates.
  private static final long FEWEST_DAYS = Journal.DUPLICATE_WINDOW.toDays();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      required = true,
      description = "Port to listen on; 0 takes any free one.")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--data",
      required = true,
      description = "Folder of the journal and, below it, of warehouse/.")
  private Path data = Path.of("");

  @Option(
      names = "--key-file",
      description =
          "File with the ingest key; else the variable " + IngestKey.VARIABLE + " holds it.")
  private @Nullable Path keyFile;

  @Option(
      names = "--environment",
      defaultValue = "production",
      description = "Environment of the events (default: ${DEFAULT-VALUE}).")
  private String environment = "";

  @Option(
      names = "--keep-days",
      description = "Days to keep events after their day, at least 7 (default: forever).")
  private @Nullable Integer keepDays;

  @Option(
      names = "--flush-millis",
      defaultValue = "1000",
      description = "Pause between loads into Parquet (default: ${DEFAULT-VALUE}).")
  private long flushMillis;

  @Option(
      names = "--log-format",
      description = "How the log is written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogFormat logFormat = LogFormat.TEXT;

  @Mixin private StartOptions start = new StartOptions();

  private Optional<Configuration> configuration = Optional.empty();

  public static void main(String[] arguments) {
    LastingLog.choose();
    LogFormat.TEXT.install();
    int status = execute(arguments);
    if (status != SERVING) {
      System.exit(status);
    }
  }

  private static int execute(String... arguments) {
    Main main = new Main();
    CommandLine command = commandLine(main);
    try {
      main.configuration = Optional.of(Configuration.of(command, System.getenv(), arguments));
    } catch (Configuration.Fault e) {
      command.getErr().println("ingest: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return command.execute(arguments);
  }

  private static CommandLine commandLine(Main main) {
    return new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /// For those who compare documents with it.
  static CommandLine commandLine() {
    return commandLine(new Main());
  }

  /// Not an exit code: the server's threads keep the process alive until it is told to end.
  private static final int SERVING = -1;

  @Override
  public Integer call() throws IOException {
    if (start.print() && configuration.isPresent()) {
      System.out.print(
          configuration
              .get()
              .effective(
                  Objects.requireNonNull(spec).commandLine(),
                  SecretVariables.ofProcess(),
                  List.of(IngestKey.VARIABLE)));
      return 0;
    }
    try {
      logFormat.install();
      Ingest ingest = Ingest.start(settings(), InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ingest), "end"));
      System.out.println("ingest ready on http://" + host + ":" + ingest.port());
      return SERVING;
    } catch (CannotStart e) {
      return complain(String.valueOf(e.getMessage()));
    } catch (IOException | SQLException e) {
      return complain("cannot use data folder " + data + ": " + e);
    }
  }

  private static int complain(String line) {
    System.err.println("ingest: " + line.lines().findFirst().orElse(""));
    return 1;
  }

  /// A process that ends by a signal exits with 128 + its number unless it is halted: having
  /// finished its work, this one ended well.
  private static void end(Ingest ingest) {
    ingest.close();
    Runtime.getRuntime().halt(0);
  }

  private Ingest.Settings settings() throws IOException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw usage("--port == " + port + ", must be in 0.." + HIGHEST_PORT);
    }
    if (flushMillis < 1) {
      throw usage("--flush-millis == " + flushMillis + ", must be >= 1");
    }
    if (keepDays != null && keepDays < FEWEST_DAYS) {
      throw usage("--keep-days == " + keepDays + ", must be >= " + FEWEST_DAYS);
    }
    return new Ingest.Settings(
        host,
        port,
        data,
        environment,
        key(),
        Duration.ofMillis(flushMillis),
        Optional.ofNullable(keepDays));
  }

  private IngestKey key() throws IOException {
    try {
      return new IngestKey(
          IngestKey.given(keyFile)
              .orElseThrow(() -> usage("no ingest key: give --key-file or " + IngestKey.VARIABLE)));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
