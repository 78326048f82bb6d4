// ./rimlight bench edge: what the Worker costs beside a bare one and beside GrowthBook's edge app, in CPU of workerd, in
// delay of the first byte, in bytes, and in the time to start.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureCpu } from "./edge/cpu.mjs";
import { startCrew } from "./edge/crew.mjs";
import { measureDelay } from "./edge/delay.mjs";
import { prepareEdges } from "./edge/edges.mjs";
import { measureSize, measureStart } from "./edge/start.mjs";
import { targets } from "./edge/targets.mjs";

const PARTS = ["cpu", "delay", "size", "start"];
const USAGE = `Usage: ./rimlight bench edge [--only PART] [--rounds N]

  --only PART   cpu, delay, size or start; the result goes to bench/target and not to bench/results
  --rounds N    interleaved rounds, of which medians are taken; 7
`;

/** What each does for the request that is measured; the work is not the same, so it is said. */
const WORK = {
  "pass-through": "fetches the page and hands it on",
  baseline: "fetches the page and adds a script tag to its head by HTMLRewriter",
  handwritten:
    "fetches the page, makes the five edits and adds a script tag by HTMLRewriter, without deciding",
  rimlight:
    "matches the route, verifies the signed visitor cookie, decides the route's flags, edits the page in the stream, " +
    "adds the island with a signed page token and the browser module's tag; a long poll to the relay goes on beside it",
  growthbook:
    "reads the visitor cookie, makes an SDK with the payload at hand, decides the experiment, waits for the whole page, " +
    "parses it when the variant changes it, adds its SDK (45 KB) and the payload as a script",
  growthbookWithoutScript:
    "the same without adding the script: nothing in the page could then report or track",
};

function options() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      rounds: { type: "string", default: "7" },
      help: { type: "boolean", short: "h" },
    },
  });
  const rounds = Number(values.rounds);
  if (values.only !== undefined && !PARTS.includes(values.only)) {
    throw new Error(`--only == ${values.only}, must be one of ${PARTS.join(", ")}`);
  }
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new Error(`--rounds == ${values.rounds}, must be a whole number from 1 to 100`);
  }
  return { ...values, rounds };
}

function versions(root, java) {
  const npm = (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"))).version;
  return {
    jdk: readFileSync(join(java, "release"), "utf8").match(/JAVA_VERSION="(.*)"/)?.[1],
    node: process.version,
    workerd: npm("node_modules/workerd"),
    growthbook: npm("bench/node_modules/@growthbook/growthbook"),
    growthbookEdge: npm("bench/node_modules/@growthbook/edge-cloudflare"),
  };
}

const root = fileURLToPath(new URL("..", import.meta.url));
const java = process.env.JAVA_HOME ?? "";
let given;
try {
  given = options();
} catch (error) {
  console.error(`rimlight: ${error.message}; ./rimlight bench edge --help lists the options`);
  process.exit(2);
}
if (given.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const began = Date.now();
const progress = (text) =>
  console.log(`[${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s] ${text}`);
const folder = mkdtempSync(join(tmpdir(), "rimlight-bench-"));
const parts = given.only === undefined ? PARTS : [given.only];
const result = {
  command: `./rimlight bench edge${process.argv
    .slice(2)
    .map((word) => ` ${word}`)
    .join("")}`,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: versions(root, java),
  work: WORK,
};
let crew;
try {
  prepareEdges({ root, java, folder });
  crew = await startCrew(root);
  const shared = {
    crew,
    root,
    folder,
    workerd: join(root, "node_modules/.bin/workerd"),
    rounds: given.rounds,
    progress,
  };
  if (parts.includes("size")) result.size = measureSize(shared);
  if (parts.includes("start")) result.start = await measureStart(shared);
  if (parts.includes("cpu")) result.cpu = await measureCpu(shared);
  if (parts.includes("delay")) result.delay = await measureDelay(shared);
} catch (error) {
  console.error(`rimlight: ${error.message}`);
  process.exitCode = 1;
} finally {
  crew?.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (process.exitCode === 1) process.exit();
result.targets = targets(result);
const file = join(
  root,
  given.only === undefined ? "bench/results/edge.json" : `bench/target/edge-${given.only}.json`,
);
mkdirSync(join(file, ".."), { recursive: true });
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
for (const { what, target, measured, met } of result.targets) {
  console.log(`${met ? "met   " : "MISSED"} ${what}: ${measured} (${target})`);
}
console.log(`written to ${file.slice(root.length)}`);
