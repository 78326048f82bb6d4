import { type MetricType, onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";
import { type Conversion, conversion } from "./conversion";
import { readIsland } from "./island";
import { makeQueue } from "./queue";
import { whenShown } from "./whenShown";

/** What a page may ask of Rimlight, as `window.rimlight`. */
export interface Rimlight {
  /** The decided value of a flag of this page, or the fallback. */
  flag<T>(key: string, fallback: T): T;
  /** Reports a conversion, e.g. `rimlight.track("order", {value: 42.5})`; `id` makes a repeated call count once. */
  track(name: string, options?: Conversion): void;
}

declare global {
  interface Window {
    rimlight: Rimlight;
  }
}

const island = readIsland();
// Without a token the visitor is not to be counted: everything answers, nothing is sent.
const report = island.token ? makeQueue(island.token) : () => {};

window.rimlight = {
  flag<T>(key: string, fallback: T): T {
    const decided = island.flags[key];
    return decided === undefined ? fallback : (decided.value as T);
  },
  track(name, options) {
    const event = conversion(name, options ?? {}, (text) => console.warn(text));
    if (event) report(event, true);
  },
};

if (island.exposures.length > 0) whenShown(() => report({ kind: "exposure" }, true));

const vital = (metric: MetricType) =>
  report({ kind: "vital", id: metric.id, name: metric.name, value: metric.value }, false);
onTTFB(vital);
onFCP(vital);
onLCP(vital);
onINP(vital);
onCLS(vital);

dispatchEvent(new Event("rimlight"));
