const BEACON_PATH = "/_rl/b";
/** When a beacon that waits for the page's end goes anyway; the token of a tab that stays open grows old. */
const LATEST_MILLIS = 60_000;

/** A beacon that the browser sends by itself, even when the page crashes. */
export interface Deferred {
  /** False when it is too late: the beacon has been sent. */
  cancel(): boolean;
}

type FetchLater = (
  path: string,
  init: RequestInit & { readonly activateAfter: number },
) => { readonly activated: boolean };

/** Sends now. A beacon that cannot be delivered is given up. */
export function send(body: string): void {
  try {
    if (navigator.sendBeacon(BEACON_PATH, body)) return;
  } catch {
    // Missing or broken by the page; fetch does the same.
  }
  // The quota of keepalive is the beacon's own, so what is over it gets a plain request, which at least a page that
  // stays can finish.
  post(body, true)
    .catch(() => post(body, false))
    .catch(() => {
      // Going away or offline.
    });
}

/** Leaves the beacon with the browser until the page ends; null when this browser or page cannot. */
export function sendLater(body: string): Deferred | null {
  try {
    const controller = new AbortController();
    const { fetchLater } = globalThis as { fetchLater?: FetchLater };
    const result = fetchLater?.(BEACON_PATH, {
      method: "POST",
      body,
      signal: controller.signal,
      activateAfter: LATEST_MILLIS,
    });
    if (!result) return null;
    return {
      cancel() {
        controller.abort();
        return !result.activated;
      },
    };
  } catch {
    // Over its quota, or switched off by a Permissions-Policy.
    return null;
  }
}

async function post(body: string, keepalive: boolean): Promise<void> {
  await fetch(BEACON_PATH, { method: "POST", body, keepalive });
}
