/** What the calculator keeps in its address; what is absent is the default, or what visitors of late say. */
export type PlannerSearch = {
  event?: string;
  kind?: "mean";
  baseline?: number;
  mean?: number;
  spread?: number;
  perDay?: number;
  share?: number;
  arms?: number;
  lift?: number;
  power?: number;
  alpha?: number;
  horizon?: "fixed";
};

/** What a page asks to change of it; undefined takes something out. */
export type PlannerChange = { [Name in keyof PlannerSearch]?: PlannerSearch[Name] | undefined };

export const DEFAULTS = { event: "order", share: 1, arms: 2, lift: 0.05, power: 0.8, alpha: 0.05 };

const NUMBERS = {
  baseline: [1e-6, 1 - 1e-6],
  mean: [1e-9, 1e12],
  spread: [1e-9, 1e12],
  perDay: [1, 1e9],
  share: [0.001, 1],
  arms: [2, 20],
  lift: [0.001, 10],
  power: [0.5, 0.99],
  alpha: [0.001, 0.2],
} as const;

/** Numbers outside of what the control plane takes are as if they were absent. */
export function plannerSearch(search: Record<string, unknown>): PlannerSearch {
  const kept: Record<string, unknown> = {};
  for (const [name, [low, high]] of Object.entries(NUMBERS)) {
    const value = search[name];
    if (typeof value === "number" && value >= low && value <= high) kept[name] = value;
  }
  if (typeof search.event === "string" && search.event.trim() !== "") kept.event = search.event;
  if (search.kind === "mean") kept.kind = "mean";
  if (search.horizon === "fixed") kept.horizon = "fixed";
  return kept as PlannerSearch;
}
