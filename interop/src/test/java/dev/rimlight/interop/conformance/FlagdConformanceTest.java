package dev.rimlight.interop.conformance;

import dev.rimlight.interop.conformance.Suite.Check;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/// The scenarios of flagd-testbed/, for the engine alone and for a provider, that ask for a flag.
@NullUnmarked
class FlagdConformanceTest extends VendorConformance {
  /// Superseded, of other generations of the hash, or about a provider's own context.
  private static final Set<String> LEFT_OUT =
      Set.of("@deprecated", "@fractional-v1", "@fractional-v3", "@contextEnrichment");

  private static final String FLAGS = "flagd-testbed/flags";

  @Override
  Format format() {
    return Format.FLAGD;
  }

  @Override
  int caseCount() {
    return 157;
  }

  @Override
  List<Suite> suites() {
    List<Suite> suites = new ArrayList<>();
    Object engineAlone = Suites.json("flagd-testbed/evaluator/flags/testkit-flags.json").value();
    for (Path file : Suites.files("flagd-testbed/evaluator/gherkin", ".feature")) {
      add(suites, "evaluator/", file, engineAlone);
    }
    Object merged = merged();
    for (Path file : Suites.files("flagd-testbed/gherkin", ".feature")) {
      add(suites, "", file, merged);
    }
    return suites;
  }

  private static void add(List<Suite> suites, String prefix, Path file, Object document) {
    Map<String, List<Check>> bySelector = new LinkedHashMap<>();
    for (Gherkin.Scenario scenario : Gherkin.read(file)) {
      if (scenario.tags().stream().noneMatch(LEFT_OUT::contains)) {
        FlagdScenario read = FlagdScenario.of(scenario);
        bySelector
            .computeIfAbsent(read.selector(), selector -> new ArrayList<>())
            .add(read.check());
      }
    }
    bySelector.forEach((selector, checks) ->
        suites.add(
            Suite.ofCases(
                prefix + file.getFileName(),
                selector.isEmpty() ? document : selected(selector),
                checks)));
  }

  /// The file that a selector names is the only one that is loaded.
  private static Object selected(String selector) {
    return selector.equals("flags/allFlags.json")
        ? merged()
        : Suites.json(FLAGS + selector.substring(selector.lastIndexOf('/'))).value();
  }

  private static Object merged() {
    Map<String, Object> flags = new LinkedHashMap<>();
    Map<String, Object> evaluators = new LinkedHashMap<>();
    for (Path file : Suites.files(FLAGS, ".json")) {
      if (!file.getFileName().toString().startsWith("selector")) {
        Place document = Suites.json(file);
        flags.putAll(document.at("flags").object());
        document
            .at("$evaluators")
            .members()
            .forEach(evaluator -> evaluators.put(evaluator.name(), evaluator.place().value()));
      }
    }
    return Suite.members("flags", flags, "$evaluators", evaluators);
  }
}
