import type { MetricRole } from "../api/documents.ts";
import type { Experiment } from "./drafts.ts";

export type MetricEntry = Experiment["metrics"][number];

/** What most shops look at; each is written into the experiment. */
export const COMMON: { key: string; words: string; metric: Record<string, unknown> }[] = [
  {
    key: "orders",
    words: "Orders: visitors with the event order",
    metric: { kind: "proportion", event: "order", direction: "increase", name: "Orders" },
  },
  {
    key: "revenue",
    words: "Revenue: the value of orders per visitor",
    metric: { kind: "mean", event: "order", direction: "increase", name: "Revenue per visitor" },
  },
  {
    key: "errors",
    words: "Errors: visitors to whom a script broke",
    metric: {
      kind: "proportion",
      of: "error",
      event: "*",
      direction: "decrease",
      name: "Visitors with an error",
    },
  },
  {
    key: "lcp",
    words: "Loading: 75th percentile of LCP",
    metric: {
      kind: "quantile",
      of: "vital",
      event: "LCP",
      quantile: 0.75,
      direction: "decrease",
      name: "LCP, p75",
    },
  },
];

export const ROLES = [
  { value: "none", word: "Not measured" },
  { value: "goal", word: "Goal" },
  { value: "guardrail", word: "Must not get worse" },
  { value: "secondary", word: "For interest" },
] as const;

export type Wanted = (typeof ROLES)[number]["value"];

/** By what name a metric of an experiment is known. */
export function nameOf(entry: MetricEntry): string {
  return "metric" in entry ? entry.metric : entry.key;
}

/** The experiment's metrics with one of them in another role, or out of it. */
export function inRole(
  metrics: MetricEntry[],
  key: string,
  wanted: Wanted,
  make: (role: MetricRole) => MetricEntry,
): MetricEntry[] {
  if (wanted === "none") return metrics.filter((entry) => nameOf(entry) !== key);
  return metrics.some((entry) => nameOf(entry) === key)
    ? metrics.map((entry) => (nameOf(entry) === key ? { ...entry, role: wanted } : entry))
    : [...metrics, make(wanted)];
}
