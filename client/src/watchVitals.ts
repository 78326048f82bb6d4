import { type MetricType, onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";
import { quietly } from "./quietly";
import type { Reported } from "./reported";
import { saysSubjects, vital } from "./vital";

/** Measures the five vitals of every page view: loads, restores, and soft navigations where the browser knows them. */
export function watchVitals(page: string | undefined, report: (event: Reported) => void): void {
  const withSubject = saysSubjects(page);
  const take = quietly((metric: MetricType) => report(vital(metric, withSubject)));
  for (const measure of [onTTFB, onFCP, onLCP, onINP, onCLS]) {
    // One by one: a browser or page that lacks what one of them needs still has the others.
    quietly(() => measure(take, { reportSoftNavs: true }))();
  }
}
