import { ask, within } from "./breaker";
import { degrade, restore } from "./degraded";
import { advise, report } from "./events";
import { forgetFailures } from "./html";
import { accept, ageMillis, confirm, type Memory, memory, seen } from "./memory";
import type { Platform, RelayLink } from "./platform";

/**
 * Keeps the memory of the isolate fresh without anybody waiting for it: the relay pushes, by way of one long poll per
 * isolate; when it is away KV is read, and when that fails the control plane is asked.
 */

/** Kept on KV under these names. */
export const KV_SNAPSHOT = "snapshot";
export const KV_KILL = "kill";

/** An isolate that holds nothing waits so long for its first definitions, and then serves without any. */
const START_MILLIS = 500;
/** Up to this age the memory counts as fresh; the relay confirms it every 20 s. */
const FRESH_MILLIS = 30_000;
/** From this age on a request waits a little before it is served from what is held. */
const OLD_MILLIS = 600_000;
const OLD_BUDGET_MILLIS = 150;
/** Routes with a flag that is killed hard wait so long in an isolate that slept. */
const HARD_BUDGET_MILLIS = 50;
/** The relay answers after 20 s at the latest. A watch that never came back, because its request was cancelled, is given up after this. */
const LEASE_MILLIS = 25_000;
const KV_EVERY_MILLIS = 10_000;
const KV_JITTER_MILLIS = 3_000;
const KV_MILLIS = 1_000;
const CONTROL_MILLIS = 1_000;

/** After a poll that failed; doubled with every further one. */
const PAUSE_MILLIS = 250;
const LONGEST_PAUSE_MILLIS = 5_000;

let watchingSince = 0;
let watchFailures = 0;
/** What the relay last said of the ingest's room. */
let heardShare = 1;
let nextWatchAt = 0;
let nextPollAt = 0;

/** What to serve from without waiting; null when that has to be waited for. */
export function fresh(): Memory | null {
  return ageMillis() <= OLD_MILLIS ? memory() : null;
}

/** What to serve from; null when nothing could be had in time. */
export async function ready(platform: Platform): Promise<Memory | null> {
  if (!memory()) await start(platform);
  else if (ageMillis() > OLD_MILLIS) await recheck(platform, OLD_BUDGET_MILLIS);
  return memory();
}

/** Asks again when the isolate slept, because the route must not show what was killed meanwhile. */
export async function readyForHardKill(platform: Platform): Promise<void> {
  if (ageMillis() > FRESH_MILLIS) await recheck(platform, HARD_BUDGET_MILLIS);
}

/** The bundled snapshot first, then whoever answers first; a snapshot of yesterday is better than none. */
async function start(platform: Platform): Promise<void> {
  const { bundled } = platform;
  if (bundled && bundled.byteLength > 0) {
    try {
      await accept(platform.env, { snapshot: new Uint8Array(bundled) });
      degrade("stale");
    } catch (error) {
      console.error(`bundled snapshot: ${error}`);
    }
  }
  const budget = memory() ? OLD_BUDGET_MILLIS : START_MILLIS;
  const sources = [fromRelay(platform, budget), fromKv(platform, budget)];
  await Promise.any(sources).catch(() => {
    // Each has said by itself what failed.
  });
  if (!memory()) {
    await fromControl(platform, START_MILLIS).catch(() => {
      // It has said by itself what failed, or there is none to ask.
    });
  }
  if (memory()) restore("config");
  else degrade("config");
}

async function recheck(platform: Platform, budgetMillis: number): Promise<void> {
  try {
    await fromRelay(platform, budgetMillis);
  } catch {
    degrade("stale");
  }
}

/** Call it in every request; one of them keeps the memory fresh, after its response. */
export function keepFresh(platform: Platform): void {
  const now = Date.now();
  if (now - watchingSince < LEASE_MILLIS) return;
  if (platform.relay === null || now < nextWatchAt) {
    if (now >= nextPollAt) platform.waitUntil(poll(platform, now));
    return;
  }
  watchingSince = now;
  platform.waitUntil(watch(platform, platform.relay, now));
}

/** Not behind the breaker of the relay: a poll that ends early must not keep anybody from asking it a short question. */
async function watch(platform: Platform, relay: RelayLink, now: number): Promise<void> {
  try {
    await take(platform, await within(LEASE_MILLIS, relay.watch({ ...seen(), share: heardShare })));
    watchFailures = 0;
    restore("relay");
  } catch (error) {
    console.error(`relay: ${error}`);
    degrade("relay");
    const pause = Math.min(PAUSE_MILLIS * 2 ** watchFailures++, LONGEST_PAUSE_MILLIS);
    nextWatchAt = Date.now() + pause;
    if (Date.now() >= nextPollAt) await poll(platform, Date.now());
  } finally {
    if (watchingSince === now) watchingSince = 0;
  }
}

/** The ways that stay when the relay is away; every ten seconds. */
async function poll(platform: Platform, now: number): Promise<void> {
  nextPollAt = now + KV_EVERY_MILLIS + Math.random() * KV_JITTER_MILLIS;
  try {
    await fromKv(platform, KV_MILLIS);
  } catch {
    await fromControl(platform, CONTROL_MILLIS).catch(() => {
      if (ageMillis() > OLD_MILLIS) degrade("stale");
    });
  }
}

/** Rejects unless a snapshot is held afterwards. */
async function fromRelay(platform: Platform, budgetMillis: number): Promise<void> {
  const { relay } = platform;
  if (!relay) throw new Error("there is no relay");
  await ask("relay", budgetMillis, async () => take(platform, await relay.news(seen())));
  requireSnapshot();
}

async function fromKv(platform: Platform, budgetMillis: number): Promise<void> {
  const kv = platform.env.CONFIG;
  if (!kv) throw new Error("there is no KV");
  const read = async () => {
    const options = { type: "arrayBuffer", cacheTtl: 30 } as const;
    const kept = await Promise.all([kv.get(KV_SNAPSHOT, options), kv.get(KV_KILL, options)]);
    const [snapshot, kill] = kept.map((bytes) => (bytes ? new Uint8Array(bytes) : undefined));
    const news = { ...(snapshot && { snapshot }), ...(kill && { kill }) };
    await take(platform, news);
  };
  await ask("kv", budgetMillis, read);
  requireSnapshot();
}

const etags = new Map<string, string>();

async function fromControl(platform: Platform, budgetMillis: number): Promise<void> {
  const { CONTROL_URL, CONTROL_TOKEN, ENVIRONMENT } = platform.env;
  if (!CONTROL_URL) throw new Error("there is no address of the control plane");
  const get = async (what: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const url = `${CONTROL_URL}/v1/environments/${ENVIRONMENT}/envelopes/${what}`;
    const known = etags.get(what);
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${CONTROL_TOKEN ?? ""}`,
        ...(known && { "if-none-match": known }),
      },
      signal: AbortSignal.timeout(budgetMillis),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status === 304 || response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${what}: control plane answered ${response.status}`);
    const etag = response.headers.get("etag");
    if (etag) etags.set(what, etag);
    return bytes;
  };
  await ask("control", budgetMillis, async () => {
    const [snapshot, kill] = await Promise.all([get("snapshot"), get("kills")]);
    await take(platform, { ...(snapshot && { snapshot }), ...(kill && { kill }) });
  });
  requireSnapshot();
}

/** Takes what is newer, says so in events, and counts as a confirmation of the rest. */
async function take(platform: Platform, news: Parameters<typeof accept>[1]): Promise<void> {
  if (news.share !== undefined && news.share !== heardShare) {
    heardShare = news.share;
    advise(heardShare);
  }
  const applied = await accept(platform.env, news);
  if (memory()) {
    confirm();
    restore("stale");
    restore("config");
  }
  for (const { what, revision, delayMillis } of applied) {
    if (what === "snapshot") forgetFailures();
    report(platform, {
      kind: "audit",
      name: `${what}_applied`,
      revision,
      ...(delayMillis !== undefined && { value: delayMillis }),
    });
  }
}

function requireSnapshot(): void {
  if (!memory()) throw new Error("nothing was published yet");
}
