// CPU that workerd itself spends on a request; origin and visitors are other processes.
import { median } from "../core/median.mjs";
import { checkAnswers } from "./answers.mjs";
import { startEdge } from "./edges.mjs";

const CONNECTIONS = 8;
const VISITORS = 64;
/** Enough for a run of about a second. */
const REQUESTS = { small: 2_000, large: 1_000 };
const WARM_UP = 2_000;

/** What is measured: an edge, a path, and the run on the same page that it is compared with. */
const RUNS = [
  { run: "passThroughSmall", edge: "pass-through", path: "/fifty/small" },
  { run: "baselineSmall", edge: "baseline", path: "/fifty/small" },
  { run: "fiftyFlagsSmall", edge: "rimlight", path: "/fifty/small", over: "baselineSmall" },
  { run: "passThroughLarge", edge: "pass-through", path: "/edits/large" },
  { run: "baselineLarge", edge: "baseline", path: "/edits/large" },
  { run: "fiftyFlagsLarge", edge: "rimlight", path: "/fifty/large", over: "baselineLarge" },
  { run: "fiveEditsLarge", edge: "rimlight", path: "/edits/large", over: "baselineLarge" },
  ...["small", "large"].flatMap((size) => {
    const path = `/headline/${size}`;
    const of = (name) => `${name}${size === "small" ? "Small" : "Large"}`;
    return [
      { run: of("experiment"), edge: "rimlight", path },
      { run: of("growthbook"), edge: "growthbook", path, over: of("experiment") },
      {
        run: of("growthbookWithoutScript"),
        edge: "growthbookWithoutScript",
        path,
        over: of("experiment"),
      },
    ];
  }),
];

/** {cpuMicros, ratios, rounds}; throws when an edge does not do what it is measured for. */
export async function measureCpu({ crew, rounds, progress, ...shared }) {
  const edges = {};
  try {
    for (const name of new Set(RUNS.map(({ edge }) => edge))) {
      edges[name] = await startEdge(name, { ...shared, origin: crew.originPort });
    }
    const cookies = await checkAnswers(edges, VISITORS);
    progress("cpu: every edge answers as it should");
    for (const { edge, path } of RUNS) {
      await crew.visit({ ...visitOf(edges[edge], path, cookies[edge]), requests: WARM_UP });
    }
    const measured = [];
    for (let round = 1; round <= rounds; round++) {
      // Backwards in every other round, so that a machine that grows warm or busy favours nobody.
      for (const run of round % 2 === 1 ? RUNS : RUNS.toReversed()) {
        measured.push({ round, ...(await time(crew, edges[run.edge], run, cookies[run.edge])) });
      }
      progress(`cpu: round ${round} of ${rounds}`);
    }
    return { ...summary(measured), rounds: measured };
  } finally {
    for (const edge of Object.values(edges)) await edge.stop();
  }
}

const visitOf = ({ port }, path, cookies) => ({ port, path, cookies, connections: CONNECTIONS });

async function time(crew, edge, { run, path }, cookies) {
  const requests = REQUESTS[path.slice(path.lastIndexOf("/") + 1)];
  const before = edge.cpuMillis();
  const began = performance.now();
  await crew.visit({ ...visitOf(edge, path, cookies), requests });
  return {
    run,
    requests,
    cpuMicros: ((edge.cpuMillis() - before) / requests) * 1e3,
    wallMicros: ((performance.now() - began) / requests) * 1e3,
  };
}

function summary(measured) {
  const of = (run) => measured.filter((one) => one.run === run).map(({ cpuMicros }) => cpuMicros);
  const cpuMicros = Object.fromEntries(RUNS.map(({ run }) => [run, median(of(run))]));
  // Within a round, so that what slowed the machine slowed both.
  const ratios = Object.fromEntries(
    RUNS.filter(({ over }) => over).map(({ run, over }) => {
      const below = of(over);
      return [`${run}/${over}`, median(of(run).map((micros, round) => micros / below[round]))];
    }),
  );
  return { cpuMicros, ratios };
}
