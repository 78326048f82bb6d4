import { searchTexts } from "../searchTexts.ts";

/** Whose pages are looked at; absent means the first running experiment, its decided variant, always valid. */
export type PerformanceSearch = { experiment?: string; variant?: string; interval?: "fixed" };

export function performanceSearch(search: Record<string, unknown>): PerformanceSearch {
  const kept = searchTexts(search, ["experiment", "variant"]);
  return { ...kept, ...(search.interval === "fixed" ? { interval: "fixed" } : {}) };
}
