// CPU that workerd itself spends on a request; origin and visitors are other processes.
import { median } from "../core/median.mjs";
import { checkAnswers } from "./answers.mjs";
import { startEdge } from "./edges.mjs";

const CONNECTIONS = 8;
const VISITORS = 64;
/** Enough for a run of about a second; who parses the large page takes longer. */
const REQUESTS = { small: 2_000, large: 1_000, parsed: 300 };

/** What is measured: an edge, a path, and the run on the same page that it is compared with. */
const RUNS = [
  { run: "passThroughSmall", edge: "pass-through", path: "/fifty/small" },
  { run: "baselineSmall", edge: "baseline", path: "/fifty/small" },
  { run: "fiftyFlagsSmall", edge: "rimlight", path: "/fifty/small", over: ["baselineSmall"] },
  { run: "passThroughLarge", edge: "pass-through", path: "/edits/large" },
  { run: "baselineLarge", edge: "baseline", path: "/edits/large" },
  { run: "fiftyFlagsLarge", edge: "rimlight", path: "/fifty/large", over: ["baselineLarge"] },
  ...["edits", "editsById"].flatMap((route) => [
    {
      run: `${route}HandwrittenLarge`,
      edge: "handwritten",
      path: `/${route}/large`,
      over: ["baselineLarge"],
    },
    {
      run: `${route}Large`,
      edge: "rimlight",
      path: `/${route}/large`,
      over: ["baselineLarge", `${route}HandwrittenLarge`],
    },
  ]),
  ...["Small", "Large"].flatMap((size) => {
    const path = `/headline/${size.toLowerCase()}`;
    const over = [`experiment${size}`];
    const growthbook = { path, over, ...(size === "Large" && { requests: REQUESTS.parsed }) };
    return [
      { run: `experiment${size}`, edge: "rimlight", path },
      { run: `growthbook${size}`, edge: "growthbook", ...growthbook },
      { run: `growthbookWithoutScript${size}`, edge: "growthbookWithoutScript", ...growthbook },
    ];
  }),
];

const requestsOf = ({ path, requests }) =>
  requests ?? REQUESTS[path.slice(path.lastIndexOf("/") + 1)];

/** {cpuMicros, ratios, rounds}; throws when an edge does not do what it is measured for. */
export async function measureCpu({ crew, rounds, progress, ...shared }) {
  const edges = {};
  try {
    for (const name of new Set(RUNS.map(({ edge }) => edge))) {
      edges[name] = await startEdge(name, { ...shared, origin: crew.originPort });
    }
    const cookies = await checkAnswers(edges, VISITORS);
    progress("cpu: every edge answers as it should");
    for (const run of RUNS) {
      const visit = visitOf(edges[run.edge], run.path, cookies[run.edge]);
      await crew.visit({ ...visit, requests: 2 * requestsOf(run) });
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

async function time(crew, edge, measured, cookies) {
  const { run, path } = measured;
  const requests = requestsOf(measured);
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
  const of = (run) =>
    measured
      .filter((one) => one.run === run)
      .toSorted((a, b) => a.round - b.round)
      .map(({ cpuMicros }) => cpuMicros);
  const cpuMicros = Object.fromEntries(RUNS.map(({ run }) => [run, median(of(run))]));
  // Within a round, so that what slowed the machine slowed both.
  const ratios = Object.fromEntries(
    RUNS.flatMap(({ run, over = [] }) =>
      over.map((other) => {
        const below = of(other);
        return [`${run}/${other}`, median(of(run).map((micros, round) => micros / below[round]))];
      }),
    ),
  );
  return { cpuMicros, ratios };
}
