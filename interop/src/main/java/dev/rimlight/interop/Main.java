package dev.rimlight.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rimlight.interop.evaluate.EvaluateCommand;
import dev.rimlight.interop.file.Streams;
import dev.rimlight.interop.migrate.ImportCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `rimlight evaluate` and `rimlight import`.
@Command(
    name = "rimlight",
    description = "Works with documents of other vendors.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(Streams.ofThisProcess(), args));
  }

  static int execute(Streams streams, String... args) {
    return new CommandLine(new Main())
        .addSubcommand(new EvaluateCommand(streams))
        .addSubcommand(new ImportCommand(streams))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(streams.out(), true, UTF_8))
        .setErr(new PrintWriter(streams.err(), true, UTF_8))
        .execute(args);
  }
}
