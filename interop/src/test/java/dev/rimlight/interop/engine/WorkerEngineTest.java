package dev.rimlight.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rimlight.core.Context;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.Value;
import dev.rimlight.interop.json.Json;
import dev.rimlight.interop.json.Place;
import dev.rimlight.interop.vendor.DecisionLine;
import dev.rimlight.interop.vendor.Published;
import dev.rimlight.interop.vendor.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine inside workerd decides what the engine on the JVM decides, and ends when it is told
/// to.
@NullUnmarked
class WorkerEngineTest {
  private static final Path ROOT = Path.of(System.getProperty("rimlight.root", ".."));

  private final List<String> complaints = new ArrayList<>();

  @Test
  void randomContexts_areDecidedAlikeOnBothRuntimes() throws Exception {
    requireInstalled();
    List<Published> published = new ArrayList<>();
    // More than the Worker keeps at once, so that it has to forget.
    for (int i = 0; i <= WorkerEngine.KEPT_SNAPSHOTS; i++) {
      published.add(Published.of(definitions(i)));
    }
    SplittableRandom random = new SplittableRandom(3);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < 3 * WorkerEngine.BATCH_QUESTIONS; i++) {
      Context context =
          new Context("unit " + random.nextInt())
              .with("name", new Value.Text(text(random)))
              .with("age", new Value.Numeric(random.nextInt(100)));
      questions.add(
          new Question(published.get(i % published.size()), context, List.of("split", "other"), i));
    }
    List<DecisionLine> decided;
    try (Engine worker = new WorkerEngine(ROOT, complaints::add)) {
      decided = worker.decide(questions);
    }
    assertThat(decided).isEqualTo(new JvmEngine(complaints::add).decide(questions));
    assertThat(decided).hasSize(2 * questions.size());
    assertThat(decided.stream().map(DecisionLine::reason).distinct())
        .containsExactlyInAnyOrder("SPLIT", "RULE", "DEFAULT");
    assertThat(complaints).isEmpty();
  }

  @Test
  void questionThatTheEngineFailsAt_isToldAndCostsOnlyItself() throws Exception {
    requireInstalled();
    Published published = Published.of(definitions(0));
    List<Question> questions =
        List.of(
            new Question(published, new Context(null), List.of("missing"), 0),
            new Question(published, new Context(null), List.of("split"), 0));
    try (Engine worker = new WorkerEngine(ROOT, complaints::add)) {
      assertThat(worker.decide(questions))
          .isEqualTo(new JvmEngine(complaints::add).decide(questions))
          .first()
          .isEqualTo(new DecisionLine(-1, "ERROR", -1, -1, "GENERAL", ""));
    }
    assertThat(complaints)
        .hasSize(2)
        .allMatch(complaint -> complaint.startsWith("flag missing is not decided: "));
  }

  @Test
  void closedEngine_leavesNoProcess() throws Exception {
    requireInstalled();
    try (Engine worker = new WorkerEngine(ROOT, complaints::add)) {
      worker.decide(
          List.of(
              new Question(Published.of(definitions(0)), new Context("ada"), List.of("split"), 0)));
      assertThat(ProcessHandle.current().descendants()).isNotEmpty();
    }
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void missingModule_isTold(@TempDir Path empty) throws Exception {
    List<Question> questions =
        List.of(
            new Question(Published.of(definitions(0)), new Context("ada"), List.of("split"), 0));
    try (Engine worker = new WorkerEngine(empty, complaints::add)) {
      assertThatThrownBy(() -> worker.decide(questions))
          .isInstanceOf(EngineFailure.class)
          .hasMessage(
              "the Worker's module "
                  + empty.resolve("edge/bridge/target/js/core.js")
                  + " is missing: ./rimlight build");
      Files.createDirectories(empty.resolve("edge/bridge/target/js"));
      Files.createFile(empty.resolve("edge/bridge/target/js/core.js"));
      assertThatThrownBy(() -> worker.decide(questions))
          .hasMessage("workerd is missing in " + empty.resolve("node_modules") + ": npm install");
    }
  }

  private static Definitions definitions(int number) throws Exception {
    return new Definitions(
        "env-" + number,
        1,
        List.of(
            flag(
                "split",
                "{\"split\":[{\"variant\":\"a\",\"weight\":50000},{\"variant\":\"b\",\"weight\":50000}]}"),
            flag("other", "{\"variant\":\"b\"}")),
        List.of(),
        "[]");
  }

  private static dev.rimlight.core.Flag flag(String key, String serve) throws Exception {
    return DefinitionsJson.readFlag(
        Place.root(
                Json.read(
                    """
                    {"key":"%s","type":"string","on":true,
                     "variants":[{"key":"a","value":"A"},{"key":"b","value":"B"}],"off":"a",
                     "rules":[{"id":"old","when":{"attribute":"age","operator":"greaterThan","values":[60]},
                               "serve":{"variant":"a"}}],
                     "default":%s}
                    """
                        .formatted(key, serve)))
            .object());
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  /// On a laptop without the npm packages this is a visible skip; on CI it is a failure.
  private static void requireInstalled() {
    for (String tool : List.of("node_modules/.bin/workerd", "edge/bridge/target/js/core.js")) {
      if (System.getenv("CI") != null) {
        assertThat(ROOT.resolve(tool)).exists();
      }
      Assumptions.assumeTrue(Files.exists(ROOT.resolve(tool)), tool + " is missing");
    }
  }
}
