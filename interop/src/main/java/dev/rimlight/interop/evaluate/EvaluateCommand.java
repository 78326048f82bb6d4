package dev.rimlight.interop.evaluate;

import dev.rimlight.interop.engine.Engine;
import dev.rimlight.interop.engine.EngineFailure;
import dev.rimlight.interop.engine.JvmEngine;
import dev.rimlight.interop.engine.WorkerEngine;
import dev.rimlight.interop.file.Streams;
import dev.rimlight.interop.file.UnusableFile;
import dev.rimlight.interop.file.WholeFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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

  private final Streams streams;

  public EvaluateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    boolean single = format != null || flags != null || function != null;
    if (jobs != null && single) {
      return refuse("--jobs stands alone: format and flags are those of its lines");
    }
    if (jobs == null && format == null) {
      return refuse("--format or --jobs must be given; --help lists the options");
    }
    try (Engine engine = engine()) {
      Evaluation evaluation = new Evaluation(engine, System.currentTimeMillis(), streams::complain);
      if (jobs != null) {
        return evaluation.runAll(jobs, WholeFile.read(jobs, InputLimits.JOBS_BYTES));
      }
      return evaluation.run(
          new Job(
              String.valueOf(format),
              flags,
              function,
              new Job.Input.OfStream("standard input", streams.in()),
              new Job.Output.ToStream("standard output", streams.out())));
    } catch (UnusableFile | EngineFailure e) {
      streams.complain(String.valueOf(e.getMessage()));
      return Evaluation.UNREADABLE;
    }
  }

  private Engine engine() {
    return switch (runtime) {
      case JVM -> new JvmEngine(streams::complain);
      case WORKER ->
          new WorkerEngine(Path.of(System.getProperty("rimlight.home", ".")), streams::complain);
    };
  }

  private int refuse(String message) {
    streams.complain(message);
    return Evaluation.WRONG_ARGUMENTS;
  }
}
