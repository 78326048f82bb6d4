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
import { openEnvelope } from "./envelope";
import { readKills } from "./kills";
import { type Prepared, prepare } from "./routes";

/** Which snapshot and which kill list somebody has; 0 for none. */
export interface Revisions {
  readonly revision: number;
  readonly killRevision: number;
}

/** What somebody has heard, to be told what is new. */
export interface Heard extends Revisions {
  /** See News; absent for whoever does not want to know. */
  readonly share?: number;
}

/** What is newer than somebody has: signed bytes. */
export interface News extends Revisions {
  readonly snapshot?: Uint8Array<ArrayBuffer>;
  readonly kill?: Uint8Array<ArrayBuffer>;
  /** The share of units whose vitals and errors the ingest has room for. */
  readonly share?: number;
}

/** What an isolate decides with. The hot path reads this and nothing else. */
export interface Memory extends Revisions, Prepared {
  readonly snapshot: SnapshotHandle;
  readonly kills: KillListHandle;
}

/** What came into force; a kill with the milliseconds since its signing. */
export interface Applied {
  readonly what: "snapshot" | "kill";
  readonly revision: number;
  readonly delayMillis?: number;
}

let snapshot: { handle: SnapshotHandle; revision: number; prepared: Prepared } | null = null;
let kills = { handle: killList([]), revision: 0, bypass: false };
let current: Memory | null = null;
let confirmedAt = 0;

export function memory(): Memory | null {
  return current;
}

/** Whether the kill list turns everything off. */
export function bypassed(): boolean {
  return kills.bypass;
}

export function seen(): Revisions {
  return { revision: snapshot?.revision ?? 0, killRevision: kills.revision };
}

/** Milliseconds since somebody last confirmed what is in memory. */
export function ageMillis(): number {
  return Date.now() - confirmedAt;
}

export function confirm(): void {
  confirmedAt = Date.now();
}

/** As if the isolate had slept; for tests. */
export function sleep(millis: number): void {
  confirmedAt = Date.now() - millis;
}

/**
 * Takes what is signed, for this environment and newer than what is held; what is older changes nothing. A kill list is
 * taken even when the snapshot beside it is refused, and the other way round.
 */
export async function accept(env: Env, news: Partial<News>): Promise<readonly Applied[]> {
  const taken = await Promise.allSettled([
    news.kill ? acceptKill(env, news.kill) : null,
    news.snapshot ? acceptSnapshot(env, news.snapshot) : null,
  ]);
  const refused = taken.find((result) => result.status === "rejected");
  if (refused) throw refused.reason;
  return taken.flatMap((result) =>
    result.status === "fulfilled" && result.value ? [result.value] : [],
  );
}

async function acceptSnapshot(
  env: Env,
  envelope: Uint8Array<ArrayBuffer>,
): Promise<Applied | null> {
  const { purpose, payload } = await openEnvelope(env, envelope);
  const handle = openSnapshot(new Int8Array(payload.buffer));
  const next = revision(handle);
  if (
    purpose !== "snapshot" ||
    environment(handle) !== env.ENVIRONMENT ||
    next <= (snapshot?.revision ?? 0)
  ) {
    return null;
  }
  snapshot = { handle, revision: next, prepared: prepare(handle, routesOf(handle)) };
  join();
  return { what: "snapshot", revision: next };
}

async function acceptKill(env: Env, envelope: Uint8Array<ArrayBuffer>): Promise<Applied | null> {
  const { purpose, payload } = await openEnvelope(env, envelope);
  if (purpose !== "kill") return null;
  const document = readKills(payload);
  if (document.environment !== env.ENVIRONMENT || document.killRevision <= kills.revision) {
    return null;
  }
  kills = {
    handle: killList(document.off.map((kill) => kill.flag)),
    revision: document.killRevision,
    bypass: document.global === "bypass",
  };
  join();
  const delayMillis = Date.now() - document.at;
  return { what: "kill", revision: document.killRevision, delayMillis };
}

function join(): void {
  if (!snapshot) return;
  current = Object.freeze({
    ...snapshot.prepared,
    snapshot: snapshot.handle,
    revision: snapshot.revision,
    kills: kills.handle,
    killRevision: kills.revision,
  });
}
