// What 10,000 flags cost an isolate that has just started: CPU time until the first decision, and heap.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startIsolate } from "./isolate.mjs";
import { median } from "./median.mjs";

const SIZES = ["0", "10000"];

/** Starting is noisy and soon done. */
const TIMES = 3;

/** The difference of two fresh workerds: one is sent 10,000 flags, the other none. */
export async function measureLoad({ root, workload, workerd, node, folder, rounds, progress }) {
  const module = join(root, "edge/bridge/target/js/core.js");
  const measured = [];
  for (let round = 1; round <= TIMES * rounds; round++) {
    for (const flags of SIZES) {
      const isolate = await startIsolate({
        workerd,
        folder: join(folder, "load"),
        main: "load-worker.mjs",
        modules: { "load-worker.mjs": join(root, "bench/core/load-worker.mjs"), "core.js": module },
      });
      try {
        measured.push({ round, flags: Number(flags), ...(await load(isolate, workload, flags)) });
      } finally {
        await isolate.stop();
      }
    }
    if (round % TIMES === 0) progress(`load: round ${round} of ${TIMES * rounds}`);
  }
  const cpu = (flags) =>
    median(measured.filter((run) => run.flags === flags).map((run) => run.cpuMillis));
  const snapshot = join(workload, "snapshot-10000.bin");
  const heap = JSON.parse(
    execFileSync(node, ["--expose-gc", join(root, "bench/core/heap.mjs"), module, snapshot]),
  );
  return {
    snapshotBytes: readFileSync(snapshot).length,
    cpuMillis: { empty: cpu(0), full: cpu(10_000), difference: cpu(10_000) - cpu(0) },
    heapBytes: heap,
    moduleBytes: moduleBytes(root, module),
    rounds: measured,
  };
}

/** As TeaVM makes it, and minified once more as the Worker's bundle holds it; Node's own gzip is 1 % worse. */
function moduleBytes(root, module) {
  const esbuild = join(root, "node_modules/.bin/esbuild");
  const bundled = execFileSync(esbuild, ["--minify", "--format=esm", module], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const gzip = (input) => execFileSync("gzip", ["-9", "-c"], { input }).length;
  const raw = readFileSync(module);
  return { raw: raw.length, gzip: gzip(raw), bundled: bundled.length, bundledGzip: gzip(bundled) };
}

async function load(isolate, workload, flags) {
  const body = readFileSync(join(workload, `snapshot-${flags}.bin`));
  const began = performance.now();
  const answer = await fetch(`${isolate.address}?flag=a-checkout-layout`, { method: "POST", body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return {
    answer: text,
    wallMillis: performance.now() - began,
    cpuMillis: isolate.cpuMillis(),
  };
}
