// How long a fresh workerd takes from its start to the first page, and how large our Worker is.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "../core/median.mjs";
import { flagsIn } from "./answers.mjs";
import { startEdge } from "./edges.mjs";

/** Starting is noisy and soon done. */
const TIMES = 3;
/** Ours takes the signed snapshot from KV, opens it and decides the flags of the page. */
const RUNS = [
  { run: "nothing", edge: "nothing", path: "/" },
  { run: "passThrough", edge: "pass-through", path: "/headline/small" },
  { run: "oneFlag", edge: "rimlight", path: "/headline/small", flags: 1 },
  { run: "fiftyFlags", edge: "rimlight", path: "/fifty/small", flags: 50 },
];

export async function measureStart({ crew, rounds, progress, ...shared }) {
  const measured = [];
  for (let round = 1; round <= TIMES * rounds; round++) {
    for (const { run, edge: name, path, flags } of round % 2 === 1 ? RUNS : RUNS.toReversed()) {
      const place = { ...shared, origin: crew.originPort, firstPath: path };
      const edge = await startEdge(name, place);
      try {
        if (flags && flagsIn(edge.first) !== flags) {
          throw new Error("the first page was not decided from the snapshot");
        }
        measured.push({
          round,
          run,
          wallMillis: edge.startMillis,
          cpuMillis: edge.cpuMillis(),
        });
      } finally {
        await edge.stop();
      }
    }
    if (round % TIMES === 0) progress(`start: round ${round} of ${TIMES * rounds}`);
  }
  const medians = Object.fromEntries(
    RUNS.map(({ run }) => {
      const runs = measured.filter((one) => one.run === run);
      return [
        run,
        {
          wallMillis: median(runs.map(({ wallMillis }) => wallMillis)),
          cpuMillis: median(runs.map(({ cpuMillis }) => cpuMillis)),
        },
      ];
    }),
  );
  const overBare = (run) => medians[run].wallMillis - medians.passThrough.wallMillis;
  return {
    medians,
    overBareWallMillis: { oneFlag: overBare("oneFlag"), fiftyFlags: overBare("fiftyFlags") },
    rounds: measured,
  };
}

export function measureSize({ root }) {
  const file = join(root, "edge/worker/dist/worker.js");
  const gzip = execFileSync("gzip", ["-9", "-c", file], { maxBuffer: 2 ** 26 });
  return { bytes: readFileSync(file).length, gzipBytes: gzip.length };
}
