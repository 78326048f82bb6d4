// How much later the first byte comes than from a Worker that only passes on; one request at a time, nothing is busy.
import { checkAnswers } from "./answers.mjs";
import { startEdge } from "./edges.mjs";

const EDGES = ["pass-through", "baseline", "rimlight"];
const PATHS = { fiftyFlagsSmall: "/fifty/small", fiveEditsLarge: "/edits/large" };
const REQUESTS_OF_A_ROUND = 200;
const PAUSE_MILLIS = 4;
const VISITORS = 64;

/** {<run>: {firstByteMillis: {<edge>: {p50, p99}}, overPassThrough: {<edge>: {p50, p99}}}} */
export async function measureDelay({ crew, rounds, progress, ...shared }) {
  const edges = {};
  try {
    for (const name of [...EDGES, "handwritten", "growthbook", "growthbookWithoutScript"]) {
      edges[name] = await startEdge(name, { ...shared, origin: crew.originPort });
    }
    const cookies = await checkAnswers(edges, VISITORS);
    const delays = {};
    for (const [run, path] of Object.entries(PATHS)) {
      const places = EDGES.map((name) => ({
        port: edges[name].port,
        path,
        cookies: cookies[name],
      }));
      const stroll = { places, pauseMillis: PAUSE_MILLIS };
      await crew.stroll({ ...stroll, requests: REQUESTS_OF_A_ROUND });
      const firstBytes = await crew.stroll({ ...stroll, requests: REQUESTS_OF_A_ROUND * rounds });
      delays[run] = summary(firstBytes);
      progress(`delay: ${run}`);
    }
    return { requests: REQUESTS_OF_A_ROUND * rounds, ...delays };
  } finally {
    for (const edge of Object.values(edges)) await edge.stop();
  }
}

function summary(firstBytes) {
  const firstByteMillis = Object.fromEntries(
    EDGES.map((name, i) => [
      name,
      { p50: quantile(firstBytes[i], 0.5), p99: quantile(firstBytes[i], 0.99) },
    ]),
  );
  const least = firstByteMillis["pass-through"];
  const overPassThrough = Object.fromEntries(
    EDGES.slice(1).map((name) => [
      name,
      { p50: firstByteMillis[name].p50 - least.p50, p99: firstByteMillis[name].p99 - least.p99 },
    ]),
  );
  return { firstByteMillis, overPassThrough };
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
