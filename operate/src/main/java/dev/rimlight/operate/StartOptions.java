package dev.rimlight.operate;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a server about its start itself: to be mixed into its command.
public final class StartOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "YAML whose keys are options.")
  private @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Prints the options as they are, and where each comes from; then ends.")
  private boolean printConfig;

  /// The file that [Configuration] has read, if the command line names it.
  public Optional<Path> file() {
    return Optional.ofNullable(config);
  }

  /// Whether to print and end.
  public boolean print() {
    return printConfig;
  }
}
