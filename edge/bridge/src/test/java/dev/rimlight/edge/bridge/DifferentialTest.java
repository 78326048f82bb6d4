package dev.rimlight.edge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rimlight.core.Context;
import dev.rimlight.core.ContextCodec;
import dev.rimlight.core.Decider;
import dev.rimlight.core.KillList;
import dev.rimlight.core.Snapshot;
import dev.rimlight.core.SnapshotCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random snapshots and random contexts, asked on the JVM and of the Worker's module inside
/// workerd: decisions and traces are equal to the byte. `-Drimlight.pairs` asks for more than the
/// test run does, `-Drimlight.report` writes what came out to a file.
@NullUnmarked
class DifferentialTest {
  private static final Path ROOT = Path.of(System.getProperty("rimlight.root", "../.."));
  private static final Path SCRIPT = ROOT.resolve("edge/bridge/src/test/js/differential.mjs");
  private static final Path FAST = ROOT.resolve("edge/bridge/target/js/core.js");
  private static final Path WORKERD = ROOT.resolve("node_modules/.bin/workerd");
  private static final long PAIRS = Long.getLong("rimlight.pairs", 50_000);
  private static final int CONTEXTS = 64;
  private static final long NOW = 1_795_366_800_000L;

  private final Map<String, Long> reasons = new TreeMap<>();
  private long pairs;
  private long traceChars;

  @Test
  void randomSnapshotsAndContexts_areDecidedAlikeToTheByte(@TempDir Path folder) throws Exception {
    if (System.getenv("CI") != null) {
      assertThat(WORKERD).exists();
    }
    Assumptions.assumeTrue(Files.exists(WORKERD), WORKERD + " is missing; run npm install");
    try (RunningWorkerd workerd = RunningWorkerd.start(WORKERD, folder, FAST, SCRIPT)) {
      for (long seed = 1; pairs < PAIRS; seed++) {
        compare(workerd, seed);
      }
    }
    // A generator that only ever reached a few reasons would prove little.
    assertThat(reasons.keySet())
        .contains("DEFAULT", "OFF", "RULE", "SPLIT", "EXPERIMENT", "FORCED", "STICKY", "ERROR");
    report();
  }

  private void compare(RunningWorkerd workerd, long seed) throws Exception {
    RandomEnvironment lot = new RandomEnvironment(seed);
    byte[] bytes = SnapshotCodec.encode(lot.definitions());
    Snapshot snapshot = Snapshot.open(bytes);
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    part(question, bytes);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CONTEXTS; i++) {
      byte[] encoded = ContextCodec.encode(lot.context());
      part(question, encoded);
      Context context = ContextCodec.decode(encoded);
      for (int flag = 0; flag < snapshot.flagCount(); flag++) {
        String line = Decider.decide(snapshot, KillList.NONE, context, flag, NOW).line();
        expected.add(line);
        expected.add(Decider.explain(snapshot, KillList.NONE, context, flag, NOW));
        reasons.merge(
            line.substring(line.indexOf('|') + 1).replaceFirst("\\|.*", ""), 1L, Long::sum);
      }
    }
    String answer = new String(workerd.ask(question.toByteArray()), StandardCharsets.UTF_8);
    List<String> answers = List.of(answer.split("\n"));
    assertThat(answers).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(answers.get(i))
          .as(
              "seed %d, context %d, flag %d",
              seed, i / 2 / RandomEnvironment.FLAGS, i / 2 % RandomEnvironment.FLAGS)
          .isEqualTo(expected.get(i));
      traceChars += expected.get(i).length();
    }
    pairs += expected.size() / 2;
  }

  private static void part(ByteArrayOutputStream out, byte[] bytes) {
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private void report() throws Exception {
    String file = System.getProperty("rimlight.report");
    if (file != null) {
      Files.writeString(
          Path.of(file),
          "{\"pairs\":%d,\"different\":0,\"comparedChars\":%d,\"reasons\":%s}\n"
              .formatted(
                  pairs, traceChars, reasons.toString().replaceAll("([A-Z_]+)=", "\"$1\":")));
    }
  }
}
