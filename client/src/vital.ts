import type { MetricType } from "web-vitals";
import type { Reported } from "./reported";
import { selector } from "./selector";

/** The event for a measured vital. A repeated one has the same id and a later value. */
export function vital(metric: MetricType, withSubject: boolean): Reported {
  const element = withSubject ? elementOf(metric) : null;
  return {
    kind: "vital",
    id: metric.id,
    name: metric.name,
    value: metric.value,
    navigation: metric.navigationType,
    ...(element && { subject: selector(element) }),
  };
}

/**
 * One page view in ten says which element its LCP and INP were about: enough to find the culprit. The page's id decides,
 * so a page says it for both or for none.
 */
export function saysSubjects(page: string | undefined): boolean {
  if (!page) return false;
  let sum = 0;
  for (let i = 0; i < page.length; i++) sum += page.charCodeAt(i);
  return sum % 10 === 0;
}

function elementOf(metric: MetricType): Element | null {
  if (metric.name === "LCP") return metric.entries.at(-1)?.element ?? null;
  if (metric.name !== "INP") return null;
  const target = metric.entries[0]?.target;
  return target instanceof Element ? target : null;
}
