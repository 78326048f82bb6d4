package dev.rimlight.control.automate;

import dev.rimlight.control.document.FieldDiff;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Noun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a control plane's drafts what the files of a folder say.
@Command(
    name = "rimlight apply",
    description = {
      "Makes the drafts of a control plane what the files of a folder say: flags/KEY.yaml, experiments/KEY.yaml, routes/KEY.yaml, metrics/KEY.yaml, segments, layers, holdouts.",
      "The plan is shown first; without --yes it is only shown, and the exit code is 3 when something differs."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ApplyCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int DIFFERS = 3;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Remote remote = new Remote();

  @Option(
      names = {"-f", "--folder"},
      required = true,
      description = "The folder.")
  private Path folder = Path.of("");

  @Option(names = "--yes", description = "Does what the plan says.")
  private boolean yes;

  @Option(names = "--prune", description = "Deletes drafts that no file has.")
  private boolean prune;

  @Option(names = "--publish", description = "Publishes afterwards.")
  private boolean publish;

  @Option(names = "--comment", description = "What the log says of the publication.")
  private String comment = "applied from files";

  /// A draft that is not as the file says.
  ///
  /// @param wanted none when it is to be deleted
  /// @param there none when it is to be made
  private record Step(Optional<Definition> wanted, Optional<Remote.Draft> there) {
    String sign() {
      return wanted.isEmpty() ? "-" : there.isEmpty() ? "+" : "~";
    }

    String name() {
      return wanted.map(Definition::name).orElseGet(() -> there.orElseThrow().definition().name());
    }

    List<FieldDiff.Difference> differences() {
      return wanted.isPresent() && there.isPresent()
          ? FieldDiff.between(there.get().definition().tree(), wanted.get().tree())
          : List.of();
    }
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ApplyCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    try {
      List<Step> plan = plan();
      show(plan, out);
      if (plan.isEmpty() || !yes) {
        return plan.isEmpty() ? published(out) : DIFFERS;
      }
      for (Step step : plan) {
        take(step);
        out.println("done " + step.sign() + " " + step.name());
      }
      return published(out);
    } catch (BadInput e) {
      line.getErr().println("rimlight: " + e.getMessage());
      return FAILED;
    } finally {
      out.flush();
    }
  }

  /// What may be named before what may name it, and deleted in the opposite order.
  private List<Step> plan() throws IOException, BadInput {
    Map<String, Definition> wanted = new DefinitionFolder(folder).read();
    Map<String, Remote.Draft> there = remote.drafts();
    List<Step> plan = new ArrayList<>();
    for (Noun noun : Noun.values()) {
      for (Definition definition : wanted.values()) {
        Remote.Draft draft = there.get(definition.name());
        if (definition.noun() == noun
            && (draft == null || !draft.definition().tree().equals(definition.tree()))) {
          plan.add(new Step(Optional.of(definition), Optional.ofNullable(draft)));
        }
      }
    }
    if (prune) {
      List<Remote.Draft> left = new ArrayList<>(there.values());
      left.removeIf(draft -> wanted.containsKey(draft.definition().name()));
      left.sort((one, other) -> other.definition().noun().compareTo(one.definition().noun()));
      left.forEach(draft -> plan.add(new Step(Optional.empty(), Optional.of(draft))));
    }
    return plan;
  }

  private void show(List<Step> plan, PrintWriter out) {
    if (plan.isEmpty()) {
      out.println("nothing differs");
    }
    for (Step step : plan) {
      out.println(step.sign() + " " + step.name());
      for (FieldDiff.Difference difference : step.differences()) {
        out.printf(
            "    %s: %s -> %s%n",
            difference.path(), text(difference.before()), text(difference.after()));
      }
    }
    if (!plan.isEmpty() && !yes) {
      out.println("this is the plan; --yes does it");
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "(none)" : Json.write(value);
  }

  private void take(Step step) throws IOException, BadInput {
    if (step.wanted.isPresent()) {
      remote.put(step.wanted.get(), step.there.map(Remote.Draft::version));
    } else {
      remote.delete(step.there.orElseThrow());
    }
  }

  private int published(PrintWriter out) throws IOException, BadInput {
    if (publish && yes) {
      out.println("published revision " + remote.publish(comment));
    }
    return 0;
  }
}
