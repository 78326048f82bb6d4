// Whether what the statistics promise holds when people look every day: experiments are made up, with and without an
// effect, and judged by `./rimlight analyze` as anybody's are.
//
//   node bench/peeking.mjs [--sims N] [--seed N]

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const home = path.resolve(import.meta.dirname, "..");
const options = read(process.argv.slice(2));
const sims = options.sims ?? 2_000;
const seed = options.seed ?? Date.now() % 1_000_000;
const ALPHA = 0.05;
const most = (level) => level + 3 * Math.sqrt((level * (1 - level)) / sims);
let state = seed;

function read(args) {
  const found = {};
  for (let i = 0; i < args.length; i += 2) {
    const value = Number(args[i + 1]);
    if (!/^--(sims|seed)$/.test(args[i] ?? "") || !(value >= 1)) {
      console.error(`rimlight: ${args[i]} ${args[i + 1]}, must be --sims or --seed and a number`);
      process.exit(2);
    }
    found[args[i].slice(2)] = value;
  }
  return found;
}

/** mulberry32 */
function uniform() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function normal() {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function poisson(mean) {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let p = uniform(); p > limit; p *= uniform()) count++;
  return count;
}

const bernoulli = (p) => () => [uniform() < p ? 1 : 0];
const zeroOrLognormal = (p, sigma) => () => [uniform() < p ? Math.exp(3 + sigma * normal()) : 0];
const around = (mean, deviation) => () => [mean + deviation * normal()];
const clicks = () => {
  const views = 1 + poisson(3);
  const rate = 0.2 * uniform();
  let clicked = 0;
  for (let view = 0; view < views; view++) clicked += uniform() < rate ? 1 : 0;
  return [clicked, views];
};
const revenuePerOrder = () => {
  const orders = uniform() < 0.2 ? 1 + poisson(1) : 0;
  return [orders * Math.exp(3 + normal()), orders];
};
const withPast = () => {
  const past = 10 + 3 * normal();
  return [past + 2 * normal(), past];
};
const heavyWithPast = () => {
  const taste = Math.exp(normal());
  const buys = () => (uniform() < 0.1 ? taste * Math.exp(2 + normal()) : 0);
  return [buys(), buys()];
};

const NAMES = {
  proportion: ["sum_x", "ssq_x"],
  mean: ["sum_x", "ssq_x"],
  ratio: ["sum_m", "ssq_m", "sum_d", "ssq_d", "sp_d_m"],
  mean_covariate: ["sum_x", "ssq_x", "sum_pre", "ssq_pre", "sp_pre_x"],
};

/** Sums that grow from look to look. */
function arm(metric, unit, looks, perLook, lift = 0) {
  const sums = new Array(NAMES[metric].length).fill(0);
  return Array.from({ length: looks }, (_, look) => {
    for (let each = 0; each < perLook; each++) {
      const [a, b] = unit();
      const x = a + lift;
      sums[0] += x;
      sums[1] += x * x;
      if (b !== undefined) {
        sums[2] += b;
        sums[3] += b * b;
        sums[4] += x * b;
      }
    }
    const said = { n: (look + 1) * perLook };
    NAMES[metric].forEach((name, index) => {
      said[name] = sums[index];
    });
    return said;
  });
}

function experiment({
  metric,
  unit,
  treated = unit,
  looks,
  perLook,
  other = perLook,
  sequential,
  lift,
}) {
  const control = arm(metric, unit, looks, other);
  const treatment = arm(metric, treated, looks, perLook, lift);
  return {
    metric,
    alpha: ALPHA,
    sequential: sequential ?? { method: "confidence_sequence", tuning_sample_size: 5_000 },
    looks: control.map((sums, look) => ({ control: sums, treatment: treatment[look] })),
  };
}

/** Hands lines to analyze and its answers to whoever asked, in order. */
async function analyze(form, lines, answered) {
  const child = spawn(path.join(home, "rimlight"), ["analyze", ...(form ? ["--form", form] : [])], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const answer = JSON.parse(line);
      if (answer.refused) throw new Error(answer.refused);
      answered(answer);
    }
  })();
  for (const line of lines) {
    if (!child.stdin.write(`${JSON.stringify(line)}\n`)) {
      await new Promise((resolve) => child.stdin.once("drain", resolve));
    }
  }
  child.stdin.end();
  await answers;
}

function* made(design) {
  for (let sim = 0; sim < sims; sim++) yield { id: sim, ...experiment(design) };
}

const excludes = ([low, high], value) => value < low || value > high;

async function replay(design, truth) {
  const found = { ever: 0, missed: 0, disagree: 0, atEnd: 0, stops: 0 };
  await analyze("replay", made(design), ({ looks }) => {
    const first = looks.findIndex((look) => look.significant);
    found.ever += first >= 0 ? 1 : 0;
    found.atEnd += looks.at(-1).significant ? 1 : 0;
    found.stops += (first >= 0 ? first + 1 : looks.length) / looks.length;
    found.missed += looks.some(({ abs_ci }) => abs_ci && excludes(abs_ci, truth)) ? 1 : 0;
    found.disagree += looks.filter(
      ({ abs_ci, rel_ci }) => abs_ci && rel_ci && excludes(abs_ci, 0) !== excludes(rel_ci, 0),
    ).length;
  });
  return found;
}

const rows = [];
function row(what, value, limit, right) {
  rows.push({ what, value: Math.round(value * 1e4) / 1e4, limit, right });
  process.stderr.write(`${right ? "ok  " : "MISS"} ${what}: ${rows.at(-1).value} (${limit})\n`);
}

const shown = (value) => value.toFixed(4);
const daily = { looks: 60, perLook: 100 };
const dense = { looks: 100, perLook: 20 };
const uneven = { looks: 60, perLook: 50, other: 450 };
const without = [
  ["proportion 1 %, 60 days", { metric: "proportion", unit: bernoulli(0.01), ...daily }],
  ["proportion 5 %, 60 days", { metric: "proportion", unit: bernoulli(0.05), ...daily }],
  ["proportion 50 %, 60 days", { metric: "proportion", unit: bernoulli(0.5), ...daily }],
  ["proportion 5 %, dense looks", { metric: "proportion", unit: bernoulli(0.05), ...dense }],
  ["proportion 1 %, 9 to 1", { metric: "proportion", unit: bernoulli(0.01), ...uneven }],
  ["proportion 5 %, 9 to 1", { metric: "proportion", unit: bernoulli(0.05), ...uneven }],
  ["normal values", { metric: "mean", unit: around(10, 4), ...daily }],
  ["2 % have lognormal revenue", { metric: "mean", unit: zeroOrLognormal(0.02, 1.5), ...daily }],
  ["10 % have revenue, 9 to 1", { metric: "mean", unit: zeroOrLognormal(0.1, 1), ...uneven }],
  [
    "20 % have heavy revenue, 9 to 1",
    { metric: "mean", unit: zeroOrLognormal(0.2, 1.5), ...uneven },
  ],
  ["clicks per view", { metric: "ratio", unit: clicks, ...daily }],
  ["revenue per order", { metric: "ratio", unit: revenuePerOrder, ...daily }],
  ["revenue per order, 9 to 1", { metric: "ratio", unit: revenuePerOrder, ...uneven }],
  ["covariate", { metric: "mean_covariate", unit: withPast, ...daily }],
  ["heavy covariate", { metric: "mean_covariate", unit: heavyWithPast, ...daily }],
  ["heavy covariate, 9 to 1", { metric: "mean_covariate", unit: heavyWithPast, ...uneven }],
];
let disagree = 0;
for (const [name, design] of without) {
  const found = await replay(design, 0);
  disagree += found.disagree;
  const limit = most(ALPHA);
  row(
    `no effect, any look: ${name}`,
    found.ever / sims,
    `<= ${shown(limit)}`,
    found.ever / sims <= limit,
  );
}
{
  const design = { metric: "mean", unit: around(10, 4), lift: 0.3, ...daily };
  const found = await replay(design, 0.3);
  disagree += found.disagree;
  row(
    "coverage with an effect: ever missed",
    found.missed / sims,
    `<= ${shown(most(ALPHA))}`,
    found.missed / sims <= most(ALPHA),
  );
}
row("looks where relative and absolute disagree", disagree, "0", disagree === 0);
{
  // 80 % power of a fixed test with 2,500 in each arm.
  const lift = 4 * Math.sqrt(2 / 2_500) * (1.959964 + 0.841621);
  const found = await replay(
    { metric: "mean", unit: around(10, 4), lift, looks: 20, perLook: 125 },
    lift,
  );
  row("power, anytime, 20 looks", found.ever / sims, ">= 0.40", found.ever / sims >= 0.4);
  const fixed = await replay(
    {
      metric: "mean",
      unit: around(10, 4),
      looks: 1,
      perLook: 500,
      sequential: { method: "fixed" },
    },
    0,
  );
  const [low, high] = [2 * ALPHA - most(ALPHA), most(ALPHA)];
  const share = fixed.ever / sims;
  row(
    "no effect, one fixed look",
    share,
    `${shown(low)} to ${shown(high)}`,
    share >= low && share <= high,
  );
  const planned = { method: "group_sequential", planned_sample_size: 5_000 };
  const none = await replay(
    { metric: "proportion", unit: bernoulli(0.1), looks: 10, perLook: 250, sequential: planned },
    0,
  );
  row(
    "no effect, group sequential",
    none.ever / sims,
    `<= ${shown(most(ALPHA))}`,
    none.ever / sims <= most(ALPHA),
  );
  const some = await replay(
    { metric: "mean", unit: around(10, 4), lift, looks: 10, perLook: 250, sequential: planned },
    lift,
  );
  row("power, group sequential", some.ever / sims, ">= 0.74", some.ever / sims >= 0.74);
  row(
    "mean stop, group sequential, of the plan",
    some.stops / sims,
    "<= 0.80",
    some.stops / sims <= 0.8,
  );
  const both = { method: "hybrid", planned_sample_size: 5_000, tuning_sample_size: 5_000 };
  const still = await replay(
    { metric: "proportion", unit: bernoulli(0.1), looks: 10, perLook: 250, sequential: both },
    0,
  );
  row(
    "no effect, hybrid",
    still.ever / sims,
    `<= ${shown(most(ALPHA))}`,
    still.ever / sims <= most(ALPHA),
  );
  const moved = await replay(
    { metric: "mean", unit: around(10, 4), lift, looks: 10, perLook: 250, sequential: both },
    lift,
  );
  row("power, hybrid", moved.ever / sims, ">= 0.72", moved.ever / sims >= 0.72);
}
{
  function* families() {
    for (let sim = 0; sim < sims; sim++) {
      const metrics = Array.from({ length: 20 }, (_, index) => ({
        metric: `m${index}`,
        kind: "mean",
        role: "secondary",
        arms: { a: summed(10, 4, 2_000), b: summed(index < 5 ? 10.4 : 10, 4, 2_000) },
      }));
      yield { id: sim, horizon: { method: "fixed" }, arms: [{ arm: "a" }, { arm: "b" }], metrics };
    }
  }
  let share = 0;
  await analyze("", families(), ({ result }) => {
    const found = result.metrics.filter(({ comparisons: [only] }) => only.corrected.significant);
    const wrong = found.filter(({ metric }) => Number(metric.slice(1)) >= 5).length;
    share += found.length === 0 ? 0 : wrong / found.length;
  });
  row(
    "false discoveries, 20 metrics, 15 without effect",
    share / sims,
    `<= ${shown(most(ALPHA))}`,
    share / sims <= most(ALPHA),
  );
}
{
  const truths = [];
  function* believed() {
    for (let sim = 0; sim < sims; sim++) {
      const truth = 0.3 * normal();
      truths.push(truth > 0);
      const metric = {
        metric: "m",
        kind: "mean",
        arms: { a: summed(10, 20, 400), b: summed(10 * (1 + truth), 20, 400) },
      };
      yield {
        id: sim,
        horizon: { method: "fixed" },
        arms: [{ arm: "a" }, { arm: "b" }],
        metrics: [metric],
      };
    }
  }
  const tenths = Array.from({ length: 10 }, () => ({ sims: 0, won: 0, chance: 0 }));
  let next = 0;
  await analyze("", believed(), ({ result }) => {
    const { to_win } = result.metrics[0].comparisons[0].chance;
    const tenth = tenths[Math.min(9, Math.floor(10 * to_win))];
    tenth.sims++;
    tenth.chance += to_win;
    tenth.won += truths[next++] ? 1 : 0;
  });
  const worst = Math.max(
    ...tenths
      .filter(({ sims: some }) => some > 0)
      .map(({ sims: some, won, chance }) => {
        const p = chance / some;
        return Math.abs(won / some - p) / Math.sqrt(Math.max(p * (1 - p), 1e-4) / some);
      }),
  );
  row("chance to win, worst tenth, standard deviations", worst, "<= 3.5", worst <= 3.5);
}

/** Sums of n normal values, without drawing them one by one. */
function summed(mean, deviation, n) {
  const average = mean + (deviation / Math.sqrt(n)) * normal();
  const variance = deviation ** 2 * (1 + Math.sqrt(2 / (n - 1)) * normal());
  return { n, sum_x: n * average, ssq_x: (n - 1) * variance + n * average ** 2 };
}

const result = {
  command: `./rimlight soak peeking --sims ${sims} --seed ${seed}`,
  machine: `${os.cpus().length} cores, ${os.cpus()[0]?.model}`,
  node: process.version,
  sims,
  seed,
  rows,
  right: rows.every(({ right }) => right),
};
fs.mkdirSync(path.join(home, "bench/results"), { recursive: true });
fs.writeFileSync(
  path.join(home, "bench/results/soak-peeking.json"),
  `${JSON.stringify(result, null, 2)}\n`,
);
console.log(
  `${rows.filter(({ right }) => right).length} of ${rows.length} hold; bench/results/soak-peeking.json`,
);
process.exitCode = result.right ? 0 : 1;
