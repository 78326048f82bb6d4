package dev.rimlight.interop;

import dev.rimlight.interop.evaluate.EvaluateCommand;
import dev.rimlight.interop.migrate.ImportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `rimlight evaluate` and `rimlight import`.
@Command(
    name = "rimlight",
    description = "Works with documents of other vendors.",
    subcommands = {EvaluateCommand.class, ImportCommand.class},
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
  }
}
