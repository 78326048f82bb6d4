import { useQuery } from "@tanstack/react-query";
import type { Experiment, Results } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { ForestCard } from "../results/ForestCard.tsx";
import { comparedVariant } from "../results/shown.ts";
import { sharedMetrics } from "./questions.ts";
import type { PerformanceSearch } from "./search.ts";
import { only, vitalMetrics } from "./vitalMetrics.ts";

/** What the variants differ in, with intervals: of the metrics that are about web vitals. */
export function VitalDifferences({
  environment,
  experiment,
  results,
  search,
  onSearch,
}: {
  environment: string;
  experiment: Experiment;
  results: Results;
  search: PerformanceSearch;
  onSearch: (search: PerformanceSearch) => void;
}) {
  const shared = useQuery(sharedMetrics(environment));
  const known = shared.data?.metrics.map(({ metric }) => metric) ?? [];
  const shown = only(results, vitalMetrics(experiment, known));
  const variant = comparedVariant(results, search.variant);
  if (shown.metrics.length === 0 || variant === undefined) {
    return (
      <Card title="Differences">
        <Empty title="No metric of the experiment is about a web vital">
          The values above are what was measured; whether they differ is judged for metrics. Add one
          of a vital, such as the 75th percentile of LCP, and make it a guardrail.
        </Empty>
      </Card>
    );
  }
  const { interval, ...rest } = search;
  return (
    <ForestCard
      results={shown}
      variant={variant}
      kind={interval ?? "always"}
      onVariant={(chosen) => onSearch({ ...search, variant: chosen })}
      onKind={(kind) => onSearch(kind === "fixed" ? { ...rest, interval: kind } : rest)}
    />
  );
}
