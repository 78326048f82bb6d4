import { BEACON_EVENTS, beacons, type Sender } from "./beacons";
import { isRefused } from "./consent";
import { quietly } from "./quietly";
import type { Reported } from "./reported";
import { type Deferred, send, sendLater } from "./transport";
import { isPrerendering } from "./whenShown";

export interface Queue {
  /** Urgent events leave in a moment, the others when the page is hidden or gone; the latest event of an id counts. */
  report(event: Reported, urgent: boolean): void;
  flush(): void;
  /** Forgets what waits and takes no more. */
  stop(): void;
}

/** Of a visitor who may not be counted. */
export const NO_QUEUE: Queue = { report() {}, flush() {}, stop() {} };

/** Collects events and sends as few beacons as it can without losing one. */
export function makeQueue(sender: Sender): Queue {
  let waiting: Reported[] = [];
  /** All of `waiting`, left with the browser. */
  let deferred: Deferred | null = null;
  let scheduled = false;
  let stopped = false;
  /** From pagehide on, which may be followed by the last vitals. */
  let leaving = false;

  const takeBack = () => {
    if (deferred && !deferred.cancel()) waiting = [];
    deferred = null;
  };

  const stop = () => {
    takeBack();
    waiting = [];
    stopped = true;
  };

  const flush = () => {
    scheduled = false;
    takeBack();
    // A prerendered page that nobody opens must leave no trace.
    if (isPrerendering()) return;
    // Taken back in another tab, or while this page was in the back/forward cache.
    if (isRefused()) stop();
    const bodies = beacons(sender, waiting);
    waiting = [];
    for (const body of bodies) send(body);
  };

  const report = (event: Reported, urgent: boolean) => {
    if (stopped) return;
    takeBack();
    waiting = [...waiting.filter(({ id }) => id === undefined || id !== event.id), event];
    if (isPrerendering()) {
      waiting = waiting.slice(0, BEACON_EVENTS);
    } else if (waiting.length >= BEACON_EVENTS) {
      flush();
    } else if (urgent && document.visibilityState !== "hidden") {
      if (!scheduled) setTimeout(quietly(flush), 0);
      scheduled = true;
    } else {
      const [body = "", ...more] = beacons(sender, waiting);
      const mayWait = !urgent && !leaving && more.length === 0 && !isRefused();
      if (mayWait) deferred = sendLater(body);
      // Vitals are often reported by the very event that hides the page, after the listener below has run.
      if (!deferred && document.visibilityState === "hidden") queueMicrotask(quietly(flush));
    }
  };

  const hide = () => {
    if (document.visibilityState === "hidden" && !deferred) flush();
  };
  const leave = () => {
    leaving = true;
    flush();
  };
  const comeBack = () => {
    leaving = false;
  };
  addEventListener("visibilitychange", quietly(hide), true);
  addEventListener("pagehide", quietly(leave), true);
  addEventListener("pageshow", comeBack, true);
  document.addEventListener("prerenderingchange", quietly(flush), { once: true });

  return { report: quietly(report), flush: quietly(flush), stop: quietly(stop) };
}
