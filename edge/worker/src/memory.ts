import {
  environment,
  type KillListHandle,
  killList,
  openSnapshot,
  revision,
  routes as routesOf,
  type SnapshotHandle,
} from "rimlight-core";
import type { Env } from "./env";
import { openEnvelope, type Purpose } from "./envelope";
import { readKills } from "./kills";
import type { News, Revisions } from "./relay";
import { type PreparedRoute, prepareRoutes } from "./routes";

/** What an isolate decides with. The hot path reads this and nothing else. */
export interface Memory extends Revisions {
  readonly snapshot: SnapshotHandle;
  readonly kills: KillListHandle;
  readonly routes: readonly PreparedRoute[];
}

/** Told when a newer kill list is in force, with the milliseconds from its signing. */
export type KillApplied = (killRevision: number, delayMillis: number) => void;

/** Kept on KV under these names, for isolates that start while the relay is away. */
const KV_SNAPSHOT = "snapshot";
const KV_KILL = "kill";
const START_BUDGET_MILLIS = 1_000;
/** A watch that never came back is given up after this, so that a cancelled request cannot stop the refreshing. */
const LEASE_MILLIS = 25_000;

let snapshot: {
  handle: SnapshotHandle;
  revision: number;
  routes: readonly PreparedRoute[];
} | null = null;
let kills: { handle: KillListHandle; revision: number } = { handle: killList([]), revision: 0 };
let watchingSince = 0;
let confirmedAt = 0;

export function memory(): Memory | null {
  if (!snapshot) return null;
  return {
    snapshot: snapshot.handle,
    revision: snapshot.revision,
    routes: snapshot.routes,
    kills: kills.handle,
    killRevision: kills.revision,
  };
}

/** Milliseconds since the relay or KV last confirmed what is in memory. */
export function ageMillis(): number {
  return Date.now() - confirmedAt;
}

/** Fills an empty isolate: the relay first, KV when it does not answer in time. */
export async function start(env: Env, applied: KillApplied): Promise<Memory | null> {
  try {
    await accept(env, await within(START_BUDGET_MILLIS, relay(env).news(seen())), applied);
  } catch (error) {
    console.error(`relay: ${error}`);
  }
  if (!snapshot) await acceptFromKv(env, applied);
  return memory();
}

/** One long poll in flight per isolate; call it in every request, within waitUntil. */
export async function watch(env: Env, applied: KillApplied): Promise<void> {
  const now = Date.now();
  if (now - watchingSince < LEASE_MILLIS) return;
  watchingSince = now;
  try {
    await accept(env, await relay(env).watch(seen()), applied);
  } catch (error) {
    console.error(`relay: ${error}`);
    await acceptFromKv(env, applied);
  } finally {
    if (watchingSince === now) watchingSince = 0;
  }
}

async function acceptFromKv(env: Env, applied: KillApplied): Promise<void> {
  try {
    const kept = await within(
      START_BUDGET_MILLIS,
      Promise.all([
        env.CONFIG.get(KV_SNAPSHOT, { type: "arrayBuffer", cacheTtl: 30 }),
        env.CONFIG.get(KV_KILL, { type: "arrayBuffer", cacheTtl: 30 }),
      ]),
    );
    const [keptSnapshot, keptKill] = kept;
    await accept(
      env,
      {
        ...seen(),
        ...(keptSnapshot && { snapshot: new Uint8Array(keptSnapshot) }),
        ...(keptKill && { kill: new Uint8Array(keptKill) }),
      },
      applied,
    );
  } catch (error) {
    console.error(`kv: ${error}`);
  }
}

/** Copies to KV what the relay has verified and accepted. */
export async function keepOnKv(
  env: Env,
  purpose: Purpose,
  envelope: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await env.CONFIG.put(purpose === "snapshot" ? KV_SNAPSHOT : KV_KILL, envelope);
}

async function accept(env: Env, news: News, applied: KillApplied): Promise<void> {
  if (news.kill) await acceptKill(env, news.kill, applied);
  if (news.snapshot) await acceptSnapshot(env, news.snapshot);
  confirmedAt = Date.now();
}

async function acceptSnapshot(env: Env, envelope: Uint8Array<ArrayBuffer>): Promise<void> {
  const { purpose, payload } = await openEnvelope(env, envelope);
  const handle = openSnapshot(new Int8Array(payload.buffer));
  const next = revision(handle);
  if (
    purpose !== "snapshot" ||
    environment(handle) !== env.ENVIRONMENT ||
    next <= (snapshot?.revision ?? 0)
  ) {
    return;
  }
  snapshot = { handle, revision: next, routes: prepareRoutes(handle, routesOf(handle)) };
}

async function acceptKill(
  env: Env,
  envelope: Uint8Array<ArrayBuffer>,
  applied: KillApplied,
): Promise<void> {
  const { purpose, payload } = await openEnvelope(env, envelope);
  if (purpose !== "kill") return;
  const document = readKills(payload);
  if (document.environment !== env.ENVIRONMENT || document.killRevision <= kills.revision) return;
  kills = {
    handle: killList(document.off.map((kill) => kill.flag)),
    revision: document.killRevision,
  };
  applied(document.killRevision, Date.now() - document.at);
}

function seen(): Revisions {
  return { revision: snapshot?.revision ?? 0, killRevision: kills.revision };
}

function relay(env: Env) {
  return env.RELAY.get(env.RELAY.idFromName(env.ENVIRONMENT));
}

/** The promise's value, or an error once the time is up; the loser is left to finish on its own. */
export async function within<T>(millis: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${millis} ms`)), millis);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
