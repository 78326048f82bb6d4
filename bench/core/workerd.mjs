// Decisions inside workerd, beside GrowthBook and beside a hand-written evaluator, timed from outside.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startIsolate } from "./isolate.mjs";
import { median } from "./median.mjs";

const GROWTHBOOK = ["growthbook", "growthbookPerVisitor"];
const ENGINES = ["rimlight", "handwritten", ...GROWTHBOOK];
const SCENARIOS = ["fiveRules", "fiftyFlags", "newVisitors"];
const REQUEST_MILLIS = 600;

/** {rounds, engines, ratios}; throws when the engines disagree. */
export async function measureWorkerd({ root, workload, workerd, folder, rounds, progress }) {
  const agreement = JSON.parse(readFileSync(join(workload, "agreement.json"), "utf8"));
  const isolates = {};
  try {
    for (const engine of ENGINES) {
      isolates[engine] = await startIsolate({
        workerd,
        folder: join(folder, engine),
        main: "worker.mjs",
        modules: modules(root, workload, engine),
      });
    }
    const agreed = await agree(isolates, agreement);
    progress("workerd: all engines agree");
    const decisions = await warmUp(isolates, agreement);
    const measured = [];
    for (let round = 1; round <= rounds; round++) {
      for (const scenario of SCENARIOS) {
        for (const engine of ENGINES) {
          const run = { scenario, engine, decisions: decisions[engine][scenario] };
          measured.push({ round, ...run, ...(await time(isolates[engine], run, agreement)) });
        }
      }
      progress(`workerd: round ${round} of ${rounds}`);
    }
    return { agreement: agreed, ...summary(measured), rounds: measured };
  } finally {
    for (const isolate of Object.values(isolates)) await isolate.stop();
  }
}

function modules(root, workload, engine) {
  const scripts = join(root, "bench/core");
  const growthbook = {
    "features.mjs": join(scripts, "features.mjs"),
    "growthbook.js": join(
      root,
      "bench/node_modules/@growthbook/growthbook/dist/bundles/esm.min.js",
    ),
  };
  const own = {
    rimlight: { "core.js": join(root, "edge/bridge/target/js/core.js") },
    handwritten: { "handwritten.mjs": join(scripts, "handwritten.mjs") },
    growthbook,
    growthbookPerVisitor: growthbook,
  };
  return {
    "worker.mjs": join(scripts, "worker.mjs"),
    "engine.mjs": join(scripts, `engine-${engine}.mjs`),
    "definitions.json": join(workload, "definitions.json"),
    "visitors.json": join(workload, "visitors.json"),
    "snapshot.bin": join(workload, "snapshot-50.bin"),
    ...own[engine],
  };
}

async function ask(isolate, query) {
  const answer = await fetch(`${isolate.address}?${new URLSearchParams(query)}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** Ours and the hand-written give the JVM's packed decisions; GrowthBook buckets in its own way. */
async function agree(isolates, agreement) {
  const checksums = {};
  for (const engine of ENGINES) {
    checksums[engine] = Number(
      await ask(isolates[engine], { ask: "fiftyFlags", decisions: agreement.decisions }),
    );
  }
  for (const engine of ["rimlight", "handwritten"]) {
    if (checksums[engine] !== agreement.packedChecksum) {
      throw new Error(`${engine} in workerd decides otherwise than the JVM`);
    }
  }
  for (const engine of GROWTHBOOK) {
    const variants = JSON.parse(await ask(isolates[engine], { ask: "variants" }));
    agreement.variants.forEach((ofVisitor, visitor) => {
      ofVisitor.forEach((variant, flag) => {
        if (variant !== "" && variants[visitor][flag] !== variant) {
          throw new Error(`${engine} differs: visitor ${visitor}, flag ${flag}`);
        }
      });
    });
  }
  return { checksumOfTheJvm: agreement.packedChecksum, checksums };
}

/** Until the machine code is made; then how many decisions fill a request. */
async function warmUp(isolates, agreement) {
  const decisions = {};
  for (const engine of ENGINES) {
    decisions[engine] = {};
    for (const scenario of SCENARIOS) {
      let count = 50_000;
      for (;;) {
        const { wallMillis } = await time(
          isolates[engine],
          { scenario, decisions: count },
          agreement,
        );
        if (wallMillis > REQUEST_MILLIS / 2) {
          const perDecision = wallMillis / count;
          decisions[engine][scenario] = Math.round(REQUEST_MILLIS / perDecision / 1_000) * 1_000;
          break;
        }
        count *= 2;
      }
      await time(isolates[engine], { scenario, decisions: count }, agreement);
    }
  }
  return decisions;
}

async function time(isolate, { scenario, decisions }, agreement) {
  const query = { ask: scenario, decisions, flag: agreement.fiveRules };
  const empty = await clocked(isolate, { ask: "nothing" });
  const full = await clocked(isolate, query);
  return {
    checksum: Number(full.text),
    wallMillis: full.wallMillis - empty.wallMillis,
    cpuMillis: full.cpuMillis - empty.cpuMillis,
  };
}

async function clocked(isolate, query) {
  const cpuBefore = isolate.cpuMillis();
  const began = performance.now();
  const text = await ask(isolate, query);
  const wallMillis = performance.now() - began;
  return { text, wallMillis, cpuMillis: isolate.cpuMillis() - cpuBefore };
}

function summary(measured) {
  const engines = {};
  const ratios = {};
  for (const scenario of SCENARIOS) {
    engines[scenario] = {};
    for (const engine of ENGINES) {
      const runs = measured.filter((run) => run.scenario === scenario && run.engine === engine);
      engines[scenario][engine] = {
        wallNanos: median(runs.map((run) => (run.wallMillis / run.decisions) * 1e6)),
        cpuNanos: median(runs.map((run) => (run.cpuMillis / run.decisions) * 1e6)),
      };
    }
    const { rimlight, handwritten } = engines[scenario];
    const growthbook = Math.min(...GROWTHBOOK.map((engine) => engines[scenario][engine].cpuNanos));
    ratios[scenario] = {
      growthbookToOurs: growthbook / rimlight.cpuNanos,
      oursToHandwritten: rimlight.cpuNanos / handwritten.cpuNanos,
    };
  }
  return { engines, ratios };
}
