package dev.rimlight.interop.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/// Reads the part of Gherkin that flagd's features use: tags, a background, scenarios, outlines
/// with tables of examples, and tables of steps.
@NullUnmarked
final class Gherkin {
  /// @param tags its own, those of its examples and of the whole feature
  /// @param steps the background's first
  record Scenario(String name, Set<String> tags, List<Step> steps) {}

  /// @param text without Given, When, Then, And or But
  /// @param table rows of cells, the head among them
  record Step(String text, List<List<String>> table) {}

  private final Set<String> featureTags = new LinkedHashSet<>();
  private final List<Step> background = new ArrayList<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private final Set<String> pendingTags = new LinkedHashSet<>();

  private List<Step> steps = background;
  private String name = "";
  private Set<String> tags = Set.of();
  private Set<String> exampleTags;
  private List<List<String>> examples;
  private boolean plainScenario;

  private Gherkin() {}

  static List<Scenario> read(Path file) {
    Gherkin reader = new Gherkin();
    try {
      Files.readAllLines(file).forEach(line -> reader.line(line.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader.endOfScenario();
    return reader.scenarios;
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("@")) {
      pendingTags.addAll(Arrays.asList(line.split("\\s+")));
    } else if (line.startsWith("Feature:")) {
      featureTags.addAll(taken());
    } else if (line.startsWith("Background:")) {
      steps = background;
    } else if (line.startsWith("Scenario")) {
      endOfScenario();
      plainScenario = line.startsWith("Scenario:");
      name = line.substring(line.indexOf(':') + 1).strip();
      tags = taken();
      steps = new ArrayList<>();
    } else if (line.startsWith("Examples:")) {
      endOfExamples();
      exampleTags = taken();
      examples = new ArrayList<>();
    } else if (line.startsWith("|")) {
      (examples != null ? examples : steps.getLast().table()).add(cells(line));
    } else {
      steps.add(new Step(line.substring(line.indexOf(' ') + 1).strip(), new ArrayList<>()));
    }
  }

  private Set<String> taken() {
    Set<String> taken = new LinkedHashSet<>(pendingTags);
    pendingTags.clear();
    return taken;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private void endOfScenario() {
    endOfExamples();
    if (plainScenario) {
      add(name, tags, Map.of());
    }
    plainScenario = false;
  }

  private void endOfExamples() {
    if (examples == null) {
      return;
    }
    Set<String> both = new LinkedHashSet<>(tags);
    both.addAll(exampleTags);
    List<String> head = examples.getFirst();
    for (List<String> row : examples.subList(1, examples.size())) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < head.size(); i++) {
        cells.put(head.get(i), row.get(i));
      }
      add(name + " " + cells, both, cells);
    }
    examples = null;
  }

  private void add(String scenario, Set<String> scenarioTags, Map<String, String> cells) {
    Set<String> allTags = new LinkedHashSet<>(featureTags);
    allTags.addAll(scenarioTags);
    List<Step> filled = new ArrayList<>();
    for (Step step : background) {
      filled.add(fill(step, cells));
    }
    for (Step step : steps) {
      filled.add(fill(step, cells));
    }
    scenarios.add(new Scenario(scenario, allTags, filled));
  }

  private static Step fill(Step step, Map<String, String> cells) {
    String text = step.text();
    for (Map.Entry<String, String> cell : cells.entrySet()) {
      text = text.replace("<" + cell.getKey() + ">", cell.getValue());
    }
    return new Step(text, step.table());
  }
}
