// How long a fresh workerd takes from its start to the first page, and how large our Worker is.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "../core/median.mjs";
import { flagsIn } from "./answers.mjs";
import { startEdge } from "./edges.mjs";

/** Starting is noisy and soon done. */
const TIMES = 3;
/** Without a snapshot to read, and with one: ours then takes the signed snapshot from KV and decides 50 flags. */
const EDGES = ["nothing", "pass-through", "rimlight"];

export async function measureStart({ crew, rounds, progress, ...shared }) {
  const measured = [];
  for (let round = 1; round <= TIMES * rounds; round++) {
    for (const name of round % 2 === 1 ? EDGES : EDGES.toReversed()) {
      const edge = await startEdge(name, {
        ...shared,
        origin: crew.originPort,
        firstPath: "/fifty/small",
      });
      try {
        if (name === "rimlight" && flagsIn(edge.first) !== 50) {
          throw new Error("the first page was not decided from the snapshot");
        }
        measured.push({
          round,
          edge: name,
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
    EDGES.map((name) => {
      const runs = measured.filter(({ edge }) => edge === name);
      return [
        name,
        {
          wallMillis: median(runs.map(({ wallMillis }) => wallMillis)),
          cpuMillis: median(runs.map(({ cpuMillis }) => cpuMillis)),
        },
      ];
    }),
  );
  return {
    medians,
    overBareWallMillis: medians.rimlight.wallMillis - medians["pass-through"].wallMillis,
    rounds: measured,
  };
}

export function measureSize({ root }) {
  const file = join(root, "edge/worker/dist/worker.js");
  const gzip = execFileSync("gzip", ["-9", "-c", file], { maxBuffer: 2 ** 26 });
  return { bytes: readFileSync(file).length, gzipBytes: gzip.length };
}
