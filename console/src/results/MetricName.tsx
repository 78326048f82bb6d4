import type { MetricResult } from "../api/documents.ts";

/** A metric's name, its definition in words, and which direction is good when less is. */
export function MetricName({ metric }: { metric: MetricResult }) {
  return (
    <div className="min-w-0">
      <div className="font-medium">{metric.name}</div>
      <div className="text-12 text-muted">
        {metric.definition}
        {metric.direction === "decrease" && " · lower is better"}
      </div>
    </div>
  );
}
