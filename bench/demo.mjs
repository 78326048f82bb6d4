// ./rimlight bench demo: how soon the demo serves, what the edge adds, how fast a kill is; medians of several runs.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 60);
const port = 18787;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Milliseconds from typing the command to the first page through the edge, on an existing data folder. */
async function startup(data) {
  const began = performance.now();
  const demo = spawn("./rimlight", ["demo", "--port", String(port), "--data", data], {
    cwd: root,
    stdio: "ignore",
  });
  try {
    for (;;) {
      try {
        const page = await fetch(`http://127.0.0.1:${port}/`);
        if (page.headers.has("rimlight-status")) return performance.now() - began;
      } catch {
        // Not listening yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    demo.kill("SIGTERM");
    await new Promise((resolve) => demo.once("exit", resolve));
  }
}

function headless(data, seed) {
  const out = execFileSync(
    "./rimlight",
    ["demo", "--headless", "--seconds", seconds, "--seed", seed, "--port", port, "--data", data],
    { cwd: root, encoding: "utf8" },
  );
  return JSON.parse(out.trim().split("\n").at(-1));
}

execFileSync("./rimlight", ["build"], { cwd: root, stdio: "inherit" });
const folder = mkdtempSync(join(tmpdir(), "rimlight-bench-"));
const runs = [];
const starts = [];
try {
  for (let round = 1; round <= rounds; round++) {
    const data = join(folder, `run-${round}`);
    runs.push(headless(data, round));
    starts.push(await startup(data));
    console.log(`round ${round} of ${rounds}: ${JSON.stringify(runs.at(-1).kill)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const worker = readFileSync(join(root, "edge/worker/dist/worker.js"));
const core = readFileSync(join(root, "edge/bridge/target/js/core.js"));
const client = readFileSync(join(root, "client/dist/client.js"));
const result = {
  command: `./rimlight bench demo ${rounds} ${seconds}`,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: {
    java: readFileSync(join(process.env.JAVA_HOME, "release"), "utf8").match(
      /JAVA_VERSION="(.*)"/,
    )?.[1],
    node: process.version,
    miniflare: JSON.parse(readFileSync(join(root, "node_modules/miniflare/package.json"), "utf8"))
      .version,
  },
  rounds,
  medians: {
    warmStartMillis: Math.round(median(starts)),
    requestsPerSecond: median(runs.map((run) => run.requestsPerSecond)),
    killVisibleMillis: median(runs.map((run) => run.kill.visibleAtEdgeMillis)),
    killTakenBackMillis: median(runs.map((run) => run.kill.takenBackMillis)),
    addedLatencyQuietP50Millis: median(runs.map((run) => run.addedLatencyMillis.quiet.p50)),
    addedLatencyQuietP95Millis: median(runs.map((run) => run.addedLatencyMillis.quiet.p95)),
    addedLatencyUnderLoadP50Millis: median(runs.map((run) => run.addedLatencyMillis.underLoad.p50)),
  },
  bytes: {
    core: { raw: core.length, gzip: gzipSync(core, { level: 9 }).length },
    worker: { raw: worker.length, gzip: gzipSync(worker, { level: 9 }).length },
    browserModule: { raw: client.length, brotli: brotliCompressSync(client).length },
  },
  eventsLost: runs.map((run) => run.events.lost),
  eventsStoredTwice: runs.map((run) => run.events.storedTwice),
  passed: runs.map((run) => run.passed),
  runs,
};
writeFileSync(join(root, "bench/results/demo.json"), `${JSON.stringify(result, null, 1)}\n`);
console.log(JSON.stringify(result.medians, null, 1));
