import type { Experiment, Results, SharedMetric } from "../api/documents.ts";

/** The keys of the experiment's metrics that are about web vitals, its own and shared ones. */
export function vitalMetrics({ metrics }: Experiment, shared: SharedMetric[]): Set<string> {
  const keys = metrics.flatMap((metric) => {
    if ("key" in metric) {
      return metric.of === "vital" ? [metric.key] : [];
    }
    return shared.some(({ key, of }) => key === metric.metric && of === "vital")
      ? [metric.metric]
      : [];
  });
  return new Set(keys);
}

/** The results with these metrics alone. */
export function only(results: Results, keys: Set<string>): Results {
  return { ...results, metrics: results.metrics.filter(({ metric }) => keys.has(metric)) };
}
