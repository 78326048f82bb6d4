import { base64url } from "./bytes";
import { degrade, degraded, restore } from "./degraded";
import type { Env } from "./env";
import type { Platform, SpoolLink } from "./platform";

/** An event as spec/event.schema.json has it. */
export interface Event {
  readonly id: string;
  readonly kind: "exposure" | "conversion" | "vital" | "error" | "edge" | "audit" | "assignment";
  readonly at: number;
  readonly unit: string;
  readonly isolate: string;
  readonly seq: number;
  readonly experiment?: string;
  readonly variant?: string;
  readonly revision?: number;
  readonly name?: string;
  readonly value?: number;
  readonly route?: string;
  readonly country?: string;
  readonly device?: string;
  readonly bot?: boolean;
  readonly source?: "edge" | "client" | "server";
  readonly applied?: boolean;
  readonly weight?: number;
  readonly navigation?: string;
  readonly page?: string;
  readonly cache?: string;
  readonly colo?: string;
  readonly degraded?: string;
  readonly consent?: string;
  readonly subject?: string;
  readonly person?: string;
  readonly browser?: string;
}

export type NewEvent = Omit<Event, "isolate" | "seq">;

const INGEST_MILLIS = 3_000;
const REPORT_MILLIS = 20;
const ID_BYTES = 16;
const SUBJECT_CHARS = 200;
/** A unit of weight stands for so many: the share of units whose vitals and errors are kept while the ingest is short of room. */
const SHARES = 1 << 16;

let isolate = "";
let next = 0;
let pages = 0;
let share = 1;

/** Numbers an event within this isolate; the numbers make a lost one visible. */
export function stamp(event: NewEvent): Event {
  startIsolate();
  const away = degraded();
  return {
    ...event,
    ...(away.length > 0 && { degraded: away.join(",") }),
    isolate,
    seq: next++,
  };
}

/** Randomness is not to be had before the first request. */
function startIsolate(): void {
  isolate ||= base64url(crypto.getRandomValues(new Uint8Array(12)));
}

export function isolateId(): string {
  return isolate;
}

/** A name for a page view: who knows one can do nothing with it. */
export function nextPage(): string {
  startIsolate();
  return `${isolate}${(pages++).toString(36)}`;
}

/** The share of units whose vitals and errors the ingest has room for. */
export function advise(kept: number): void {
  if (kept > 0 && kept <= 1) share = kept;
}

export function randomId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

/** The same unit in the same variant on the same UTC day is one exposure, however often it is reported. */
export async function exposureId(
  unit: string,
  experiment: string,
  variant: string,
  at: number,
): Promise<string> {
  const day = Math.floor(at / 86_400_000);
  const text = new TextEncoder().encode(`${unit}\u001f${experiment}\u001f${variant}\u001f${day}`);
  const digest = await crypto.subtle.digest("SHA-256", text);
  return `x${base64url(new Uint8Array(digest, 0, ID_BYTES))}`;
}

/** Tells of something that happened at the edge, after the response. */
export function report(
  platform: Platform,
  event: Pick<NewEvent, "name"> & Partial<Omit<NewEvent, "id" | "at" | "source">>,
): void {
  const stamped = stamp({
    kind: "edge",
    unit: "edge",
    ...event,
    ...(event.subject && { subject: event.subject.slice(0, SUBJECT_CHARS) }),
    id: randomId(),
    at: Date.now(),
    source: "edge",
  });
  platform.waitUntil(
    pageFirst()
      .then(() => deliver(platform, [stamped]))
      .catch((error) => console.error(`event lost: ${error}`)),
  );
}

/** In an isolate that has just started, there is only one thread for the first page and for what is told of it. */
function pageFirst(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REPORT_MILLIS));
}

/** What must never be dropped: without it a verdict, a kill or a complaint could not be traced. */
export function essential({ kind }: Event): boolean {
  return kind !== "vital" && kind !== "error" && kind !== "assignment";
}

/** Returns once the events are durable: in the queue, at the ingest, or in the spool when both are away. */
export async function deliver(platform: Platform, all: readonly Event[]): Promise<void> {
  const { env } = platform;
  const events = all.flatMap(sampled);
  if (events.length === 0) return;
  try {
    if (env.EVENTS) await env.EVENTS.send({ lines: linesOf(events) });
    else await ingest(env, linesOf(events));
    restore("sink");
  } catch (error) {
    console.error(`sink: ${error}`);
    degrade("sink");
    if (!platform.spool) throw error;
    await spool(platform.spool, events);
  }
}

/** What must not be lost and the rest apart, because there may be no room for both. */
export async function spool(to: SpoolLink, events: readonly Event[]): Promise<void> {
  const kept = events.filter(essential);
  const rest = events.filter((event) => !essential(event));
  await to.keep(linesOf(kept), linesOf(rest));
}

/** While the ingest is short of room a unit's vitals and errors are all kept, with their weight, or all left out. */
function sampled(event: Event): readonly Event[] {
  if (share === 1 || essential(event)) return [event];
  return shareOf(event.unit) < share ? [{ ...event, weight: 1 / share }] : [];
}

function shareOf(unit: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < unit.length; i++) hash = Math.imul(hash ^ unit.charCodeAt(i), 0x01000193);
  return ((hash >>> 8) % SHARES) / SHARES;
}

function linesOf(events: readonly Event[]): string {
  return events.map((event) => JSON.stringify(event)).join("\n");
}

export function eventsIn(lines: string): Event[] {
  return lines.split("\n").map((line) => JSON.parse(line));
}

/** Throws unless the ingest has acknowledged the lines as durable. `heard` is told for which share it has room. */
export async function ingest(
  env: Env,
  lines: string,
  heard: (share: number) => void = advise,
): Promise<void> {
  const response = await fetch(`${env.INGEST_URL}/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${env.INGEST_KEY}`,
      "content-type": "application/x-ndjson",
    },
    body: lines,
    signal: AbortSignal.timeout(INGEST_MILLIS),
  });
  const advice = response.headers.get("rimlight-sample");
  if (advice !== null) heard(Number(advice));
  else if (response.ok) heard(1);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`ingest answered ${response.status}`);
  }
  const { rejected }: { rejected: readonly { line: number; reason: string }[] } =
    await response.json();
  for (const { line, reason } of rejected) console.error(`ingest rejected line ${line}: ${reason}`);
}

/** The lines of several messages, joined so far as one request to the ingest may be large. */
export function joined(messages: readonly string[]): string[] {
  const bodies: string[] = [];
  let body = "";
  for (const lines of messages) {
    if (body !== "" && body.length + lines.length > BODY_CHARS) {
      bodies.push(body);
      body = "";
    }
    body = body === "" ? lines : `${body}\n${lines}`;
  }
  if (body !== "") bodies.push(body);
  return bodies;
}

/** A third of what the ingest takes, in characters that are at most three bytes each. */
const BODY_CHARS = 340_000;
