import { isMeasuredWithoutIsland } from "./arm";
import { askForNewVisitor, sayConsent } from "./consent";
import { conversion } from "./conversion";
import { type Island, readIsland } from "./island";
import { makeQueue, NO_QUEUE, type Queue } from "./queue";
import { quietly } from "./quietly";
import type { Rimlight } from "./rimlight";
import { watchFaults } from "./watchFaults";
import { watchVitals } from "./watchVitals";
import { whenShown } from "./whenShown";

quietly(start)();

function start(): void {
  // A site may have the module in its pages already; the second one would count everything again.
  if (typeof window.rimlight?.track === "function") return;
  const island = readIsland();
  // Without a token the visitor is not to be counted: everything answers, nothing is sent.
  const unmodified = island.token === undefined && isMeasuredWithoutIsland();
  const counted = island.token !== undefined || unmodified;
  const queue = counted ? makeQueue(island) : NO_QUEUE;
  window.rimlight = api(island, queue);
  if (counted) {
    const saySeen = () => queue.report({ kind: "exposure" }, true);
    // The edge knows the arm of a page that it did not modify.
    if (island.exposures.length > 0 || unmodified) whenShown(saySeen);
    watchFaults((event) => queue.report(event, false));
    watchVitals(island.page, (event) => queue.report(event, false));
  }
  dispatchEvent(new Event("rimlight"));
}

function api(island: Island, queue: Queue): Rimlight {
  return {
    flag<T>(key: string, fallback: T): T {
      return Object.hasOwn(island.flags, key) ? (island.flags[key]?.value as T) : fallback;
    },
    track: quietly((name, options) => {
      const event = conversion(name, options ?? {}, (text) => console.warn(text));
      if (event) queue.report(event, true);
    }),
    consent(level) {
      // At once: what is asked of the edge may fail, the visitor's no may not.
      if (level === "none") queue.stop();
      return sayConsent(level);
    },
    async reset() {
      // What happened so far was the visitor before.
      queue.flush();
      queue.stop();
      return askForNewVisitor();
    },
  };
}
