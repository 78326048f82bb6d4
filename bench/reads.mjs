// ./rimlight bench reads: what the control plane's readers wait while requests come at a constant rate, whether earlier
// ones were answered or not.
import { setTimeout as sleep } from "node:timers/promises";
import { wholeNumbers } from "./control/options.mjs";
import { fill, rounded, startPlane, surroundings, target } from "./control/plane.mjs";
import { keep } from "./control/result.mjs";

const USAGE = `Usage: ./rimlight bench reads [--rate N] [--seconds N] [--flags N]

  --rate N     requests a second; 2000
  --seconds N  how long, after a quarter of that to warm up; 60
  --flags N    flags of the environment, every tenth with an experiment; 500
`;
const given = wholeNumbers(USAGE, { rate: 2_000, seconds: 60, flags: 500 });

/** In turn, so that each has the same share. */
const QUESTIONS = [
  { name: "listFlags", path: () => "/flags" },
  { name: "getFlag", path: (number) => `/flags/flag-${number % given.flags}` },
  { name: "listExperiments", path: () => "/experiments" },
  { name: "getPublication", path: () => "/publication" },
];

/** Request n is due at n / rate, and its time runs from then. */
async function load(plane, seconds) {
  const count = given.rate * seconds;
  const waits = QUESTIONS.map(() => []);
  let errors = 0;
  let bytes = 0;
  let open = 0;
  let mostOpen = 0;
  const began = performance.now();
  const due = (number) => began + (number * 1_000) / given.rate;

  async function ask(number) {
    const question = number % QUESTIONS.length;
    mostOpen = Math.max(mostOpen, ++open);
    try {
      const answer = await plane.send("GET", QUESTIONS[question].path(number), {
        text: false,
        extra: { "accept-encoding": "gzip" },
      });
      if (answer.status !== 200) errors++;
      bytes += answer.bytes;
    } catch {
      errors++; // counted; the first lines of the log say why
    }
    open--;
    waits[question].push(performance.now() - due(number));
  }

  const asked = [];
  for (let number = 0; number < count; ) {
    while (number < count && performance.now() >= due(number)) asked.push(ask(number++));
    await sleep(1); // not busy: the control plane needs the processor
  }
  await Promise.all(asked);
  return { waits, errors, bytes, mostOpen, seconds: (performance.now() - began) / 1_000 };
}

function quantiles(waits) {
  const sorted = [...waits].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.ceil(share * sorted.length) - 1]);
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

const plane = await startPlane();
try {
  await fill(plane, given.flags);
  await load(plane, Math.ceil(given.seconds / 4));
  const before = { plane: plane.cpuMillis(), sender: process.cpuUsage() };
  const run = await load(plane, given.seconds);
  const sender = process.cpuUsage(before.sender);
  const perRequest = (millis) => Math.round((1_000 * millis) / run.waits.flat().length) / 1_000;
  const all = quantiles(run.waits.flat());
  keep("reads", {
    command: ["./rimlight bench reads", ...process.argv.slice(2)].join(" "),
    ...surroundings(),
    ...given,
    method:
      "Requests are due at a constant rate and their time runs from when they are due, so that a pause is felt by all that " +
      "it delays. A quarter of them each lists flags, reads one, lists experiments, asks for the state of publication. The " +
      "sender is one other process on the same machine.",
    requests: run.waits.flat().length,
    errors: run.errors,
    requestsPerSecond: Math.round(run.waits.flat().length / run.seconds),
    mebibytesPerSecond: Math.round(run.bytes / run.seconds / 2 ** 20),
    cpuMillisPerRequest: {
      plane: perRequest(plane.cpuMillis() - before.plane),
      sender: perRequest((sender.user + sender.system) / 1_000),
    },
    mostUnanswered: run.mostOpen,
    millis: all,
    byOperation: Object.fromEntries(
      QUESTIONS.map(({ name }, at) => [name, quantiles(run.waits[at])]),
    ),
    mostResidentMiB: plane.mostResidentMiB(),
    targets: [target("read: ms, p99", 20, all.p99), target("errors", 1, run.errors)],
  });
} catch (error) {
  console.error(`rimlight: ${error.message}`);
  process.exitCode = 1;
} finally {
  await plane.stop();
}
process.exit();
