package dev.rimlight.control.analyze;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `rimlight analyze`.
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Analyzes one line of JSON after another, from standard input to standard output.")
public final class AnalyzeCommand implements Runnable {
  private static final JsonMapper JSON = JsonMapper.shared();

  enum Form {
    experiment,
    reference,
    replay
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--form",
      defaultValue = "experiment",
      description =
          "experiment, when nothing is said: design and sums of one experiment, everything that is said of it;"
              + " reference: {\"id\", \"method\", \"input\"} as the field's reference tables have it;"
              + " replay: {\"id\", \"metric\", \"looks\"}, one experiment at each of its looks.")
  private Form form = Form.experiment;

  private final Map<String, ReferenceMethod> methods = new HashMap<>();

  AnalyzeCommand() {
    methods.putAll(EstimationTables.methods());
    methods.putAll(SequentialTables.methods());
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AnalyzeCommand()).execute(arguments));
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          out.println(JSON.writeValueAsString(answer(line)));
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new CommandLine.ExecutionException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Map<String, @Nullable Object> answer(String line) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("id", null);
    try {
      JsonNode asked = JSON.readTree(line);
      answer.put("id", asked.get("id"));
      switch (form) {
        case experiment -> answer.put("result", AnalysisForm.answer(asked));
        case reference -> answer.put("result", reference(asked));
        case replay -> answer.put("looks", ReplayForm.looks(asked));
      }
    } catch (JacksonException e) {
      answer.put("refused", "line is not JSON: " + e.getOriginalMessage());
    } catch (Refused e) {
      answer.put("refused", e.getMessage());
    }
    return answer;
  }

  private Object reference(JsonNode asked) {
    String name = asked.path("method").asString("");
    ReferenceMethod method = methods.get(name);
    if (method == null) {
      throw new Refused("method == \"" + name + "\", is not known");
    }
    return method.answer(asked.path("input"));
  }
}
