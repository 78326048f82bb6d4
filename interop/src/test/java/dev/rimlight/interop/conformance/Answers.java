package dev.rimlight.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.interop.engine.Engine;
import dev.rimlight.interop.evaluate.Evaluation;
import dev.rimlight.interop.format.Format;
import dev.rimlight.interop.json.InvalidJson;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.JsonText;
import dev.rimlight.interop.json.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/// What the command's own code answers to suites, as a batch of jobs.
///
/// @param bySuite the content of every job's `out`
/// @param complaints what the command wrote to standard error
@NullUnmarked
record Answers(List<byte[]> bySuite, List<String> complaints, int status) {
  /// The clock of cases that have none.
  private static final long NOW_MILLIS = 1_700_000_000_000L;

  static Answers of(
      Format format,
      List<Suite> suites,
      Path folder,
      java.util.function.Function<java.util.function.Consumer<String>, Engine> runtime)
      throws IOException {
    List<String> complaints = new ArrayList<>();
    StringBuilder jobs = new StringBuilder();
    for (int i = 0; i < suites.size(); i++) {
      jobs.append(JsonText.of(job(format, suites.get(i), folder, i))).append('\n');
    }
    try (Engine engine = runtime.apply(complaints::add)) {
      int status =
          new Evaluation(engine, NOW_MILLIS, complaints::add)
              .runAll("jobs", jobs.toString().getBytes(StandardCharsets.UTF_8));
      List<byte[]> outs = new ArrayList<>();
      for (int i = 0; i < suites.size(); i++) {
        outs.add(Files.readAllBytes(folder.resolve(i + ".out")));
      }
      return new Answers(outs, complaints, status);
    }
  }

  private static Map<String, Object> job(Format format, Suite suite, Path folder, int number)
      throws IOException {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < suite.checks().size(); i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", String.valueOf(i));
      line.putAll(suite.checks().get(i).line());
      cases.append(JsonText.of(line)).append('\n');
    }
    Path casesFile = Files.writeString(folder.resolve(number + ".cases"), cases);
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("format", format.formatName());
    if (suite.function() == null) {
      Path flags = folder.resolve(number + ".flags");
      job.put("flags", Files.writeString(flags, JsonText.of(suite.document())).toString());
    } else {
      job.put("function", suite.function());
    }
    job.put("cases", casesFile.toString());
    job.put("out", folder.resolve(number + ".out").toString());
    return job;
  }

  /// The failing checks of a suite, each with what is wrong.
  List<String> failing(Suite suite, int number) throws InvalidJson {
    List<String> lines = new String(bySuite.get(number), StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != suite.checks().size()) {
      return List.of(suite.section() + ": " + lines.size() + " answers");
    }
    List<String> failing = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Suite.Check check = suite.checks().get(i);
      Place answer = Place.root(Json.read(lines.get(i)));
      assertThat(answer.at("id").value()).isEqualTo(String.valueOf(i));
      assertThat(List.copyOf(answer.object().keySet())).isEqualTo(keys(suite, check, answer));
      check
          .verdict()
          .apply(answer)
          .ifPresent(wrong -> failing.add(suite.section() + ", " + check.name() + ": " + wrong));
    }
    return failing;
  }

  private static List<String> keys(Suite suite, Suite.Check check, Place answer) {
    if (suite.function() != null) {
      return List.of("id", answer.has("error") ? "error" : "result");
    }
    List<String> keys =
        new ArrayList<>(List.of("id", "value", "variant", "reason", "error", "vendor"));
    if (check.line().containsKey("sticky")) {
      keys.add("sticky");
    }
    return keys;
  }
}
