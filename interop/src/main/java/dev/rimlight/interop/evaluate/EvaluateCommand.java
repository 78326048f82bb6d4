package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.engine.Engine;
import dev.rimlight.interop.engine.EngineFailure;
import dev.rimlight.interop.engine.JvmEngine;
import dev.rimlight.interop.engine.WorkerEngine;
import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rimlight evaluate`.
@Command(
    name = "evaluate",
    description = {
      "Decides cases about a vendor's document with our engine. Reads one case per line from standard"
          + " input, writes one answer per line to standard output.",
      ""
    },
    footer = {
      "",
      "A case:   {\"id\":\"1\",\"flag\":\"banner\",\"type\":\"boolean\",\"default\":false,\"context\":{...},"
          + "\"now\":\"2026-01-01T00:00:00Z\"}",
      "A call:   {\"id\":\"1\",\"args\":[...]}",
      "A job:    {\"format\":\"unleash\",\"flags\":\"FILE\",\"cases\":\"FILE\",\"out\":\"FILE\"}, or with"
          + " \"function\" for \"flags\"",
      "Formats:  rimlight, growthbook, unleash, flagd, launchdarkly, eppo, flagsmith, configcat",
      "",
      "Exit status: 0 every line has an answer; 1 a file cannot be read or is not the named format;",
      "2 wrong arguments, unknown format or function. A job that fails does not stop the others."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
public final class EvaluateCommand implements Callable<Integer> {
  private enum Runtime {
    JVM,
    WORKER
  }

  @Option(names = "--format", paramLabel = "FORMAT", description = "The vendor's language.")
  private @Nullable String format;

  @Option(names = "--flags", paramLabel = "FILE", description = "The vendor's document.")
  private @Nullable String flags;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      description = "Call one of the vendor's functions instead of deciding flags.")
  private @Nullable String function;

  @Option(
      names = "--jobs",
      paramLabel = "FILE",
      description = "Many files in one process: a job per line; standard input is not read.")
  private @Nullable String jobs;

  @Option(
      names = "--runtime",
      paramLabel = "jvm|worker",
      defaultValue = "jvm",
      description = "Where the engine decides: in this JVM or inside workerd (default: jvm).")
  private Runtime runtime = Runtime.JVM;

  private final Consumer<String> complaints =
      complaint -> System.err.println("rimlight: " + complaint);

  @Override
  public Integer call() {
    boolean single = format != null || flags != null || function != null;
    if (jobs != null && single) {
      return refuse("--jobs stands alone: format and flags are those of its lines");
    }
    if (jobs == null && format == null) {
      return refuse("--format or --jobs must be given; --help lists the options");
    }
    // Nothing but answers goes to standard output, so nothing else may find it there.
    PrintStream out = System.out;
    System.setOut(System.err);
    try (Engine engine = engine()) {
      Evaluation evaluation =
          new Evaluation(engine, System.currentTimeMillis(), complaints);
      if (jobs != null) {
        return evaluation.runAll(jobs, WholeFile.read(jobs, Limits.JOBS_BYTES));
      }
      return evaluation.run(
          new Job(
              String.valueOf(format),
              flags,
              function,
              new Job.Input.OfStream("standard input", System.in),
              new Job.Output.ToStream("standard output", out)));
    } catch (UnusableFile | EngineFailure e) {
      complaints.accept(e.getMessage());
      return Evaluation.UNREADABLE;
    }
  }

  private Engine engine() {
    return switch (runtime) {
      case JVM -> new JvmEngine(complaints);
      case WORKER ->
          new WorkerEngine(Path.of(System.getProperty("rimlight.home", ".")), complaints);
    };
  }

  private int refuse(String message) {
    complaints.accept(message);
    return Evaluation.WRONG_ARGUMENTS;
  }
}
