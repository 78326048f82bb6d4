package dev.rimlight.control.automate;

import dev.rimlight.control.document.Drafts;
import dev.rimlight.control.document.Json;
import dev.rimlight.control.document.Scripts;
import dev.rimlight.control.rejection.Fault;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.core.Context;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Decision;
import dev.rimlight.core.InvalidDefinition;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tests definitions in files before anybody sees them.
@Command(
    name = "rimlight check",
    description = {
      "Compiles the definitions of a folder as publishing would, and decides the cases of files of tests:",
      "",
      "  tests:",
      "    - name: Germans see the eager button",
      "      flag: cta",
      "      context: {unit: visitor-1, attributes: {country: DE}}",
      "      expect: eager"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-f", "--folder"},
      required = true,
      description = "The folder of the definitions.")
  private Path folder = Path.of("");

  @Option(names = "--tests", arity = "1..*", description = "Files of tests.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--now", description = "Unix milliseconds at which is decided (default: now).")
  private long now = System.currentTimeMillis();

  /// One case.
  ///
  /// @param expect the key of a variant
  private record Case(String name, String flag, Context context, String expect) {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CheckCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    try {
      Map<String, Definition> definitions = new DefinitionFolder(folder).read();
      Snapshot snapshot = compile(definitions.values());
      out.printf("%d definitions are right%n", definitions.size());
      int failed = 0;
      int cases = 0;
      for (Path file : files) {
        for (Case each : cases(file)) {
          cases++;
          failed += passes(snapshot, each, out) ? 0 : 1;
        }
      }
      if (!files.isEmpty()) {
        out.printf("%d tests, %d failed%n", cases, failed);
      }
      return failed == 0 ? 0 : FAILED;
    } catch (BadInput e) {
      line.getErr().println("rimlight: " + e.getMessage());
      return FAILED;
    } finally {
      out.flush();
    }
  }

  static Snapshot compile(Collection<Definition> definitions) throws BadInput {
    Drafts drafts = new Drafts(Scripts.ALLOWED);
    definitions.forEach(each -> drafts.add(each.noun(), each.key(), each.tree()));
    try {
      return Snapshot.open(SnapshotCodec.encode(drafts.compile("check", 1)));
    } catch (Rejected e) {
      throw new BadInput(
          e.faults().isEmpty()
              ? e.detail()
              : String.join("\n", e.faults().stream().map(CheckCommand::text).toList()));
    }
  }

  private static String text(Fault fault) {
    return fault.path() + ": " + fault.message();
  }

  private static List<Case> cases(Path file) throws IOException, BadInput {
    List<Case> cases = new ArrayList<>();
    if (!(DefinitionFolder.tree(file).get("tests") instanceof List<?> tests)) {
      throw new BadInput(file + ": tests is missing, must be a list");
    }
    for (int i = 0; i < tests.size(); i++) {
      String at = "%s: test %d".formatted(file, i + 1);
      if (!(tests.get(i) instanceof Map<?, ?> test)
          || !(test.get("flag") instanceof String flag)
          || !(test.get("expect") instanceof String expect)) {
        throw new BadInput(at + ", must have flag, context and expect");
      }
      Object name = test.get("name");
      cases.add(
          new Case(
              name instanceof String text ? text : flag + " is " + expect,
              flag,
              context(at, test.get("context")),
              expect));
    }
    return cases;
  }

  private static Context context(String at, @Nullable Object context) throws BadInput {
    try {
      return ContextJson.read(Json.readStored(Json.write(context == null ? Map.of() : context)));
    } catch (InvalidDefinition e) {
      throw new BadInput(at + ", context: " + e.getMessage());
    }
  }

  private boolean passes(Snapshot snapshot, Case each, PrintWriter out) throws BadInput {
    int flag = snapshot.indexOf(each.flag);
    if (flag < 0) {
      throw new BadInput("flag %s is not there".formatted(each.flag));
    }
    Decision decision = Decider.decide(snapshot, KillList.NONE, each.context, flag, now);
    boolean passes = decision.variantKey().equals(each.expect);
    out.printf(
        "%s %s%s%n",
        passes ? "ok  " : "FAIL",
        each.name,
        passes ? "" : ": " + decision.variantKey() + ", must be " + each.expect);
    if (!passes) {
      out.println("     " + Decider.explain(snapshot, KillList.NONE, each.context, flag, now));
    }
    return passes;
  }
}
