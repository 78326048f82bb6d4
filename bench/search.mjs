// ./rimlight bench search: what a person waits who looks for one among many flags.
import { wholeNumbers } from "./control/options.mjs";
import { fill, rounded, startPlane, surroundings, target } from "./control/plane.mjs";
import { keep } from "./control/result.mjs";

const USAGE = `Usage: ./rimlight bench search [--flags N] [--times N]

  --flags N  flags of the environment; 5000
  --times N  searches of each kind, after a fifth of that to warm up; 500
`;
const given = wholeNumbers(USAGE, { flags: 5_000, times: 500 });

const IN_ALL = "of a shop that has tried many things and kept some of them";

/** No two the same, so that none is answered from memory. */
const KINDS = [
  { name: "oneFlag", query: (number) => `flag-${(number * 7) % given.flags}` },
  { name: "wordsOfAName", query: (number) => `what ${(number * 11) % given.flags} turns` },
  {
    name: "allOfThem",
    query: (number) => IN_ALL.slice(number % 28, 31 + (Math.floor(number / 28) % 27)),
  },
  { name: "none", query: (number) => `nothing-${number}` },
];

async function search(plane, times, from) {
  const waits = Object.fromEntries(KINDS.map(({ name }) => [name, []]));
  for (let number = from; number < from + times; number++) {
    for (const { name, query } of KINDS) {
      const began = performance.now();
      await plane.need("GET", `/flags?limit=50&q=${encodeURIComponent(query(number))}`);
      waits[name].push(performance.now() - began);
    }
  }
  return waits;
}

function quantiles(waits) {
  const sorted = [...waits].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.ceil(share * sorted.length) - 1]);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

const plane = await startPlane();
try {
  await fill(plane, given.flags);
  const warm = Math.ceil(given.times / 5);
  await search(plane, warm, 0);
  const waits = await search(plane, given.times, warm);
  const all = quantiles(Object.values(waits).flat());
  keep("search", {
    command: ["./rimlight bench search", ...process.argv.slice(2)].join(" "),
    ...surroundings(),
    ...given,
    method:
      "One after another over HTTP, the first fifty hits with their documents: a flag by its key, by words of its name, words " +
      "that stand in every flag, words that stand in none. SQLite; the sender is another process on the same machine.",
    millis: all,
    byKind: Object.fromEntries(KINDS.map(({ name }) => [name, quantiles(waits[name])])),
    targets: [target("search: ms, p99", 50, all.p99)],
  });
} catch (error) {
  console.error(`rimlight: ${error.message}`);
  process.exitCode = 1;
} finally {
  await plane.stop();
}
process.exit();
