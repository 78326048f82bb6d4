// Decisions on the JVM beside the peers' SDKs: JMH, one fork for each engine and scenario of a round.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "./median.mjs";

const PEERS = ["launchdarkly", "unleash", "flagd"];
const SCENARIOS = ["fiveRules", "fiftyFlags", "newVisitors"];

export function measureJvm({ root, java, folder, rounds, progress }) {
  const measured = [];
  const file = join(folder, "jmh.json");
  const options = [
    "-f",
    "1",
    "-wi",
    "4",
    "-w",
    "1s",
    "-i",
    "3",
    "-r",
    "1s",
    "-prof",
    "gc",
    "-foe",
    "true",
  ];
  for (let round = 1; round <= rounds; round++) {
    execFileSync(
      join(java, "bin/java"),
      [
        "-cp",
        `${join(root, "bench/target/classes")}:${join(root, "bench/target/lib/*")}`,
        "org.openjdk.jmh.Main",
        ...options,
        ...["-jvmArgsAppend", "--enable-native-access=ALL-UNNAMED"],
        ...["-rf", "json", "-rff", file],
      ],
      { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 },
    );
    for (const run of JSON.parse(readFileSync(file))) {
      measured.push({
        round,
        scenario: run.benchmark.split(".").at(-1),
        engine: run.params.engine,
        nanos: run.primaryMetric.score,
        bytes: run.secondaryMetrics["gc.alloc.rate.norm"].score,
      });
    }
    progress(`jvm: round ${round} of ${rounds}`);
  }
  return { options: options.join(" "), ...summary(measured), rounds: measured };
}

function summary(measured) {
  const engines = {};
  const ratios = {};
  for (const scenario of SCENARIOS) {
    engines[scenario] = {};
    for (const engine of ["rimlight", ...PEERS]) {
      const runs = measured.filter((run) => run.scenario === scenario && run.engine === engine);
      engines[scenario][engine] = {
        nanos: median(runs.map((run) => run.nanos)),
        bytes: median(runs.map((run) => run.bytes)),
      };
    }
    const { rimlight, ...peers } = engines[scenario];
    const [fastest, { nanos }] = Object.entries(peers).toSorted(
      ([, a], [, b]) => a.nanos - b.nanos,
    )[0];
    ratios[scenario] = { fastestPeer: fastest, peerToOurs: nanos / rimlight.nanos };
  }
  return { engines, ratios };
}
