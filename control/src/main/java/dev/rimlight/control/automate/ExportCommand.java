package dev.rimlight.control.automate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a control plane's drafts into the files of a folder.
@Command(
    name = "rimlight export",
    description = {
      "Writes the drafts of a control plane into files: flags/KEY.yaml, experiments/KEY.yaml, routes/KEY.yaml.",
      "A file that says the same already stays as it is, with its comments."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private Remote remote = new Remote();

  @Option(names = "--to", required = true, description = "The folder.")
  private Path folder = Path.of("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ExportCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    try {
      var drafts = remote.drafts().values();
      var written =
          new DefinitionFolder(folder)
              .write(drafts.stream().map(Remote.Draft::definition).toList());
      written.forEach(line.getOut()::println);
      line.getOut().printf("%d drafts, %d files written%n", drafts.size(), written.size());
      line.getOut().flush();
      return 0;
    } catch (BadInput e) {
      line.getErr().println("rimlight: " + e.getMessage());
      return 1;
    }
  }
}
