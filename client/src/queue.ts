/** An event on its way to the edge; an exposure needs no more than its kind, the token says of what. */
export interface Reported {
  readonly kind: "exposure" | "conversion" | "vital" | "error";
  readonly id?: string;
  readonly name?: string;
  readonly value?: number;
}

const BEACON_PATH = "/_rl/b";
const MAX_WAITING = 50;

/** Collects events and sends them in one beacon: soon, or at the latest when the page goes away. */
export function makeQueue(token: string): (event: Reported, urgent: boolean) => void {
  let waiting: Reported[] = [];
  let scheduled = false;

  const flush = () => {
    scheduled = false;
    if (waiting.length === 0) return;
    const body = JSON.stringify({ token, events: waiting });
    waiting = [];
    if (navigator.sendBeacon?.(BEACON_PATH, body)) return;
    fetch(BEACON_PATH, { method: "POST", body, keepalive: true }).catch(() => {
      // The page is going away or offline; a lost beacon must never disturb it.
    });
  };

  addEventListener(
    "visibilitychange",
    () => document.visibilityState === "hidden" && flush(),
    true,
  );
  addEventListener("pagehide", flush, true);

  return (event, urgent) => {
    waiting.push(event);
    if (waiting.length >= MAX_WAITING) {
      flush();
    } else if (document.visibilityState === "hidden") {
      // Vitals are often reported by the very event that hides the page, after the listener above has run.
      queueMicrotask(flush);
    } else if (urgent && !scheduled) {
      scheduled = true;
      setTimeout(flush, 0);
    }
  };
}
