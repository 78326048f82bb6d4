import type { Selection } from "../api/documents.ts";
import { level } from "../fmt.ts";
import type { MetricDocument } from "./document.ts";

/** What a metric says of a variant, in plain words. */
export function metricSentence(metric: MetricDocument): string {
  const event = events(metric);
  switch (metric.kind) {
    case "proportion":
      return `Share of units with ${event}`;
    case "mean":
      return `${added(metric)} of ${event} per unit`;
    case "ratio":
      return metric.per === undefined
        ? `${added(metric)} of ${event}`
        : `${added(metric)} of ${event} over ${added(metric.per).toLowerCase()} of ${events(metric.per)}`;
    case "quantile":
      return `The value of ${event} that ${level(metric.quantile ?? 0)} do not exceed`;
    case "retention":
      return `Share of units with ${event} ${returned(metric)}`;
    case "funnel":
      return `Share of units that took all steps: ${(metric.steps ?? []).map(events).join(", then ")}`;
  }
}

export function added({ amount }: Pick<Selection, "amount">): string {
  return amount === "count" ? "Number" : "Sum of the values";
}

function events({ event, where }: Pick<MetricDocument, "event" | "where">): string {
  const name = event === "*" ? "any event" : (event ?? "no event");
  return where === undefined ? name : `${name} (some of them)`;
}

function returned({ day = 0, return: how }: MetricDocument): string {
  switch (how) {
    case "rolling":
      return `on any day up to day ${day}`;
    case "unbounded":
      return `on day ${day} or later`;
    default:
      return `on day ${day}`;
  }
}
