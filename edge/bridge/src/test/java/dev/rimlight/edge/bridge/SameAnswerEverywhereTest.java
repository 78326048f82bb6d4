package dev.rimlight.edge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextJson;
import dev.rimlight.core.Decider;
import dev.rimlight.core.Definitions;
import dev.rimlight.core.DefinitionsJson;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The same golden vectors on the JVM, on the TeaVM module in strict and in fast mode, and on the
/// fast module inside workerd. The expectations in spec/vectors come from a fifth road, another
/// implementation.
@NullUnmarked
class SameAnswerEverywhereTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path ROOT = Path.of(System.getProperty("rimlight.root", "../.."));
  private static final Path SCRIPTS = ROOT.resolve("edge/bridge/src/test/js");
  private static final Path FAST = ROOT.resolve("edge/bridge/target/js/core.js");
  private static final Path STRICT = ROOT.resolve("edge/bridge/target/js-strict/core.js");
  private static final Path NODE = ROOT.resolve("node_modules/.bin/node");
  private static final Path WORKERD = ROOT.resolve("node_modules/.bin/workerd");

  private Map<String, Object> vectors = Map.of();
  private byte[] snapshot = {};
  private List<String> expected = List.of();

  private void open(String name) {
    vectors =
        JSON.readValue(
            ROOT.resolve("spec/vectors").resolve(name),
            new TypeReference<Map<String, Object>>() {});
    snapshot = SnapshotCodec.encode(definitions(map(vectors.get("definitions"))));
    expected =
        list(vectors.get("cases")).stream().map(vector -> (String) list(vector).get(2)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void jvm_givesTheExpectedDecisions(String name) {
    open(name);
    Snapshot opened = Snapshot.open(snapshot);
    KillList kills =
        new KillList(list(vectors.get("kills")).stream().map(String.class::cast).toList());
    List<String> answers = new ArrayList<>();
    for (Object vector : list(vectors.get("cases"))) {
      Context context =
          context(map(list(vectors.get("contexts")).get((Integer) list(vector).get(1))));
      int flag = opened.indexOf((String) list(vector).get(0));
      answers.add(
          Decider.decide(opened, kills, context, flag, ((Number) vectors.get("now")).longValue())
              .describe());
    }
    assertThat(answers).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void strictModule_givesTheExpectedDecisions(String name) throws Exception {
    open(name);
    assertThat(askNode(STRICT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void fastModule_givesTheExpectedDecisions(String name) throws Exception {
    open(name);
    assertThat(askNode(FAST)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"decisions.json", "language.json"})
  void workerd_givesTheExpectedDecisions(String name, @TempDir Path folder) throws Exception {
    open(name);
    requireInstalled(WORKERD);
    try (RunningWorkerd workerd =
        RunningWorkerd.start(
            WORKERD, folder, FAST, SCRIPTS.resolve("worker.mjs"), SCRIPTS.resolve("answers.mjs"))) {
      String answer = new String(workerd.ask(question()), StandardCharsets.UTF_8);
      assertThat(List.of(answer.split("\n"))).isEqualTo(expected);
    }
  }

  private List<String> askNode(Path core) throws Exception {
    requireInstalled(NODE);
    Process node =
        new ProcessBuilder(
                NODE.toString(),
                SCRIPTS.resolve("node.mjs").toString(),
                core.toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(question());
    }
    String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).isZero();
    return List.of(answer.split("\n"));
  }

  private byte[] question() {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("snapshot", Base64.getEncoder().encodeToString(snapshot));
    for (String name : List.of("kills", "now", "contexts", "cases")) {
      question.put(name, vectors.get(name));
    }
    return JSON.writeValueAsBytes(question);
  }

  /// On a laptop without the npm packages this is a visible skip; on CI it is a failure.
  private static void requireInstalled(Path tool) {
    if (System.getenv("CI") != null) {
      assertThat(tool).exists();
    }
    Assumptions.assumeTrue(Files.exists(tool), tool + " is missing; run npm install");
  }

  private static Definitions definitions(Map<String, Object> document) {
    Map<String, Object> rest = new LinkedHashMap<>(document);
    rest.remove("routes");
    return DefinitionsJson.read(rest).checked();
  }

  private static Context context(Map<String, Object> document) {
    return ContextJson.read(document);
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
