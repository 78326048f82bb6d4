import type { Results } from "../api/documents.ts";

export type Column = { name: string; meaning: string };

const OF_UNITS: Column[] = [
  { name: "unit", meaning: "The visitor, or the other unit that was assigned" },
  { name: "variant", meaning: "The only one that it saw; who saw several is left out" },
  { name: "first_at", meaning: "When it saw the variant first" },
  { name: "country", meaning: "Where it was then, as the edge knew it" },
  { name: "device", meaning: "Then: desktop, mobile, tablet or other" },
  { name: "browser", meaning: "The name of its browser" },
  { name: "route", meaning: "The route of the page" },
  { name: "consent", meaning: "The consent that was given" },
  { name: "colo", meaning: "The place of the edge that answered" },
  { name: "seen_before", meaning: "Whether the visitor had been here before" },
];

const OF_RESULTS: Column[] = [
  { name: "experiment, as_of", meaning: "Which, and the moment of the numbers in milliseconds" },
  { name: "decision", meaning: "What the results advise" },
  { name: "metric, name, role, unit", meaning: "What is compared, and what it decides" },
  { name: "variant, units, mean", meaning: "Who saw it, and the share or value per unit" },
  { name: "verdict", meaning: "Against control; empty in control's row" },
  { name: "relative, relative_low, relative_high", meaning: "The change and its interval" },
  { name: "absolute, absolute_low, absolute_high", meaning: "The same in the metric's unit" },
  { name: "p_always, p_fixed, p_corrected", meaning: "At any time, once, as one of many" },
  { name: "chance_better", meaning: "What a Bayesian would say" },
  { name: "variance_reduction", meaning: "What the time before the first exposure explained" },
  { name: "guardrail", meaning: "Whether a loss beyond its margin is ruled out or proven" },
];

/** What the file has in each row. */
export function columnsOf(results: Results, rows: "units" | "results"): Column[] {
  return rows === "results" ? OF_RESULTS : [...OF_UNITS, ...results.metrics.flatMap(ofMetric)];
}

function ofMetric({ metric, kind, definition }: Results["metrics"][number]): Column[] {
  switch (kind) {
    case "quantile":
      // Its values are of events, not of units.
      return [];
    case "ratio":
      return [
        { name: `${metric}.numerator`, meaning: definition },
        { name: `${metric}.denominator`, meaning: "What it is divided by" },
      ];
    default:
      return [{ name: metric, meaning: definition }];
  }
}
