package dev.rimlight.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rimlight demo`.
@Command(
    name = "rimlight demo",
    description = "Runs the whole platform on this machine, with a shop and simulated visitors.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private static final int HEADLESS_SECONDS = 60;

  @Option(
      names = "--headless",
      description =
          "Without a person: run, judge, print the verdict as JSON on the last line, exit 0 if it passed.")
  private boolean headless;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long visitors come (default: 60 with --headless, else until Ctrl-C).")
  private @Nullable Integer seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the visitors' choices (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--visitors",
      paramLabel = "N",
      description = "Visitors at the same time (default: 8 with --headless, else 6).")
  private @Nullable Integer visitors;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8787",
      description = "Port of the edge; the next three are taken too (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where everything is kept (default: data/demo); a second start goes on with it.")
  private @Nullable Path data;

  @Option(
      names = "--fault",
      description =
          "With --headless: publish a variant that breaks, and require that it is killed by itself within 60 s.")
  private boolean fault;

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    try {
      prepareFolder(settings.data());
      Secrets secrets = Secrets.of(settings.data());
      System.out.println("Starting the ingest, the control plane, the edge and the shop ...");
      try (Stack stack = Stack.start(settings, secrets)) {
        Setup.run(new Api(settings.control(), secrets.token()));
        if (settings.headless()) {
          return new Headless(settings, secrets).run() ? 0 : 1;
        }
        new Live(settings, secrets).run(stack);
        return 0;
      }
    } catch (CannotRun e) {
      System.err.println("demo: " + e.getMessage());
      return 1;
    } catch (IOException | UncheckedIOException | SQLException e) {
      System.err.println("demo: " + e);
      return 1;
    }
  }

  private Settings settings() {
    requireRange("--port", port, 1, 65_532);
    int length = seconds != null ? seconds : headless ? HEADLESS_SECONDS : 0;
    if (headless || seconds != null) {
      requireRange("--seconds", length, 1, 86_400);
    }
    if (fault && !headless) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--fault needs --headless");
    }
    int crowd = visitors != null ? visitors : headless ? 8 : 6;
    requireRange("--visitors", crowd, 1, 200);
    Path home = Path.of(System.getProperty("rimlight.home", ".")).toAbsolutePath().normalize();
    Path folder = (data != null ? data : home.resolve("data/demo")).toAbsolutePath().normalize();
    Path node =
        Path.of(
            System.getProperty("rimlight.node", home.resolve("node_modules/.bin/node").toString()));
    return new Settings(home, folder, node, port, headless, length, seed, crowd, fault);
  }

  private void requireRange(String option, int value, int low, int high) {
    if (value < low || value > high) {
      CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
      throw new CommandLine.ParameterException(
          line, option + " == " + value + ", must be " + low + " to " + high);
    }
  }

  private static void prepareFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "writable", ""));
    } catch (IOException e) {
      String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
      throw new CannotRun("the data folder " + folder + " cannot be written: " + reason);
    }
  }
}
