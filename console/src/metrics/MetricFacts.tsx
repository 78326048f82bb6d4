import { count, level } from "../fmt.ts";
import type { MetricDocument } from "./document.ts";

export function MetricFacts({ metric }: { metric: MetricDocument }) {
  const facts: [string, string][] = [
    ["Kind", metric.kind],
    ["Better is", metric.direction === "increase" ? "more" : "less"],
    ["Counts", windowText(metric)],
    ["Limit of a unit", capText(metric)],
    ["Unit of the values", metric.unit ?? "–"],
  ];
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
      {facts.map(([term, fact]) => (
        <div key={term} className="min-w-0">
          <dt className="text-12 text-muted">{term}</dt>
          <dd className="break-words font-medium">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function windowText({ delayHours, windowHours }: MetricDocument): string {
  const from = delayHours ? `from ${count(delayHours)} h after the first exposure` : "";
  const long = windowHours === undefined ? "until now" : `for ${count(windowHours)} h`;
  return from === "" ? long : `${from}, ${long}`;
}

function capText({ cap }: MetricDocument): string {
  if (cap?.percentile !== undefined) {
    return `what ${level(cap.percentile)} do not exceed`;
  }
  return cap?.value === undefined ? "–" : count(cap.value);
}
