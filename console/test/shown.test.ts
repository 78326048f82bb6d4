import { describe, expect, it } from "vitest";
import type { Results } from "../src/api/documents.ts";
import { absence, comparedVariant, rowsOf } from "../src/results/shown.ts";

const ready = (estimate: number) =>
  ({ state: "ready", method: "score", relative: { estimate } }) as const;

const results: Results = {
  experiment: "cta",
  flag: "cta",
  control: "a",
  status: "running",
  asOf: 0,
  exposedUnits: 300,
  decision: { code: "keep_running", headline: "Keep running", text: "", reasons: [] },
  health: [],
  variants: [
    { variant: "a", letter: "A", weight: 34_000, units: 100 },
    { variant: "b", letter: "B", weight: 33_000, units: 100 },
    { variant: "c", letter: "C", weight: 33_000, units: 100 },
  ],
  metrics: [
    {
      metric: "order",
      name: "Orders",
      role: "goal",
      kind: "proportion",
      direction: "increase",
      definition: "Share of visitors with the event order",
      arms: [],
      comparisons: [
        { variant: "b", verdict: "better", always: ready(0.1), fixed: ready(0.2) },
        {
          variant: "c",
          verdict: "collecting",
          always: { state: "too_few_units", method: "confidence-sequence" },
          fixed: ready(0.3),
        },
      ],
    },
  ],
  series: [],
  vitals: [],
};

describe("the compared variant", () => {
  it("nothingAsked_isTheDecisionsElseB", () => {
    expect(comparedVariant(results, undefined)).toBe("b");
    const aboutC = { ...results, decision: { ...results.decision, variant: "c" } };
    expect(comparedVariant(aboutC, undefined)).toBe("c");
  });

  it("controlOrUnknownAsked_isNotCompared", () => {
    expect(comparedVariant(results, "a")).toBe("b");
    expect(comparedVariant(results, "zzz")).toBe("b");
    expect(comparedVariant(results, "c")).toBe("c");
  });
});

describe("a row", () => {
  it("intervalKind_choosesTheJudgement", () => {
    expect(rowsOf(results, "b", "always")[0]?.range?.estimate).toBe(0.1);
    expect(rowsOf(results, "b", "fixed")[0]?.range?.estimate).toBe(0.2);
  });

  it("judgementWithoutNumber_hasNoRangeButAReason", () => {
    const [row] = rowsOf(results, "c", "always");
    expect(row?.range).toBeUndefined();
    expect(row && absence(row)).toBe("Too few units so far.");
  });

  it("untrustedExperiment_showsNoVerdict", () => {
    const broken: Results = {
      ...results,
      decision: { code: "do_not_trust", headline: "Do not trust yet", text: "", reasons: [] },
    };
    expect(rowsOf(results, "b", "always")[0]?.verdict).toBe("better");
    expect(rowsOf(broken, "b", "always")[0]?.verdict).toBe("untrusted");
  });
});
