// ./rimlight bench propagation: how long a publication takes until the last of many edges serves by it, over the relay
// and, with the relay away, over KV.
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startCrew } from "./edge/crew.mjs";
import { pageSnapshot } from "./edge/edges.mjs";
import { startEdges } from "./propagation/edges.mjs";
import {
  asKillRevision,
  asRevision,
  noteArrivals,
  publishAll,
} from "./propagation/publications.mjs";

const USAGE = `Usage: ./rimlight bench propagation [--edges N] [--times N]

  --edges N   processes of workerd that share one relay; 20
  --times N   publications of each kind over the relay; 25
  --kv N      through KV, which isolates ask every ten seconds or so; 5
`;

function options() {
  const { values } = parseArgs({
    options: {
      edges: { type: "string", default: "20" },
      times: { type: "string", default: "25" },
      kv: { type: "string", default: "5" },
      help: { type: "boolean", short: "h" },
    },
  });
  const whole = (name, most) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new Error(`--${name} == ${values[name]}, must be a whole number from 1 to ${most}`);
    }
    return value;
  };
  return {
    edges: whole("edges", 50),
    times: whole("times", 1_000),
    kv: whole("kv", 100),
    help: values.help,
  };
}

const root = fileURLToPath(new URL("..", import.meta.url));
const java = process.env.JAVA_HOME ?? "";
let given;
try {
  given = options();
} catch (error) {
  console.error(
    `rimlight: ${error.message}; ./rimlight bench propagation --help lists the options`,
  );
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
const npm = (name) => JSON.parse(readFileSync(join(root, name, "package.json"))).version;
const result = {
  command: `./rimlight bench propagation${process.argv
    .slice(2)
    .map((word) => ` ${word}`)
    .join("")}`,
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  versions: { node: process.version, miniflare: npm("node_modules/miniflare") },
  edges: given.edges,
  method:
    "Every edge is a workerd of its own, asked for a page and for its revisions 50 ms after the last answer. Time runs from " +
    "before the publication is sent until the last edge says that it has it, so up to one turn of the visitors is in it. " +
    "All processes share one machine: there is no distance, and no KV cache of 30 s as on the platform.",
};

let crew;
let edges;
let watchers;
try {
  const snapshot = pageSnapshot({ root, java, folder });
  crew = await startCrew(root);
  edges = await startEdges({ root, folder, originPort: crew.originPort, count: given.edges });
  progress(`${given.edges} edges run`);
  watchers = fork(join(root, "bench/propagation/watchers.mjs"));
  const arrivals = noteArrivals(watchers, given.edges);
  watchers.send({ addresses: edges.addresses });

  const toRelay = async (body) => {
    const answer = await fetch(`${edges.addresses[0]}/_rl/publish`, { method: "POST", body });
    if (!answer.ok) throw new Error(`publishing was answered ${answer.status}`);
  };
  const toKv = (key) => (body) => fetch(`${edges.kv}/${key}`, { method: "PUT", body });
  const snapshots = { what: "revision", make: (revision) => asRevision(snapshot, revision) };
  const kills = { what: "killRevision", make: asKillRevision };
  const shared = { arrivals, times: given.times, progress };

  await toRelay(asRevision(snapshot, 1));
  await arrivals.everywhere("revision", 1);
  result.relay = {
    kills: await publishAll({ ...shared, ...kills, from: 1, send: toRelay }),
    snapshots: await publishAll({ ...shared, ...snapshots, from: 2, send: toRelay }),
  };
  const failedWithRelay = arrivals.tally.failures;
  await edges.stopRelay();
  progress("the relay is away");
  const throughKv = { ...shared, times: given.kv };
  result.kv = {
    kills: await publishAll({ ...throughKv, ...kills, from: 1_001, send: toKv("kill") }),
    snapshots: await publishAll({
      ...throughKv,
      ...snapshots,
      from: 1_001,
      send: toKv("snapshot"),
    }),
  };
  result.load = {
    pages: arrivals.tally.pages,
    failedWithRelay,
    failedWithoutRelay: arrivals.tally.failures - failedWithRelay,
  };
  if (arrivals.tally.lastFailure) result.load.lastFailure = arrivals.tally.lastFailure;
} catch (error) {
  console.error(`rimlight: ${error.message}`);
  process.exitCode = 1;
} finally {
  watchers?.disconnect();
  await edges?.stop();
  crew?.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (process.exitCode === 1) process.exit();

const target = (what, bound, measured) => ({
  what,
  target: `< ${bound}`,
  measured: Math.round(measured),
  met: measured < bound,
});
result.targets = [
  target(
    "kill over the relay: ms to the last edge, p99",
    1_000,
    result.relay.kills.toLastMillis.p99,
  ),
  target(
    "snapshot over the relay: ms to the last edge, p99",
    5_000,
    result.relay.snapshots.toLastMillis.p99,
  ),
];
const file = join(root, "bench/results/propagation.json");
mkdirSync(join(file, ".."), { recursive: true });
writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
for (const { what, target, measured, met } of result.targets) {
  console.log(`${met ? "met   " : "MISSED"} ${what}: ${measured} (${target})`);
}
console.log(`written to ${file.slice(root.length)}`);
process.exit();
