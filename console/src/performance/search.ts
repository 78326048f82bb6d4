/** Whose pages are looked at; absent means the first running experiment, its decided variant, always valid. */
export type PerformanceSearch = { experiment?: string; variant?: string; interval?: "fixed" };

export function performanceSearch(search: Record<string, unknown>): PerformanceSearch {
  const kept: Record<string, string> = {};
  for (const name of ["experiment", "variant"]) {
    const value = search[name];
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text !== "") kept[name] = text;
  }
  return { ...kept, ...(search.interval === "fixed" ? { interval: "fixed" } : {}) };
}
