import { base64url } from "./bytes";
import type { Env } from "./env";

/** An event as spec/event.schema.json has it. */
export interface Event {
  readonly id: string;
  readonly kind: "exposure" | "conversion" | "vital" | "error" | "edge";
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
}

export type NewEvent = Omit<Event, "isolate" | "seq">;

const INGEST_MILLIS = 3_000;
let isolate = "";
let next = 0;

/** Numbers an event within this isolate; the numbers make a lost one visible. */
export function stamp(event: NewEvent): Event {
  isolate ||= base64url(crypto.getRandomValues(new Uint8Array(12)));
  return { ...event, isolate, seq: next++ };
}

export function isolateId(): string {
  return isolate;
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

const ID_BYTES = 16;

/** Returns once the events are durable: at the ingest, or in the spool when it is away. */
export async function deliver(env: Env, events: readonly Event[]): Promise<void> {
  if (events.length === 0) return;
  const batch = events.map((event) => JSON.stringify(event)).join("\n");
  try {
    await ingest(env, batch);
  } catch (error) {
    console.error(`ingest: ${error}`);
    await env.SPOOL.get(env.SPOOL.idFromName(env.ENVIRONMENT)).keep(batch);
  }
}

/** Throws unless the ingest has acknowledged the batch as durable. */
export async function ingest(env: Env, batch: string): Promise<void> {
  const response = await fetch(`${env.INGEST_URL}/v1/events`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${env.INGEST_KEY}`,
      "content-type": "application/x-ndjson",
    },
    body: batch,
    signal: AbortSignal.timeout(INGEST_MILLIS),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`ingest answered ${response.status}`);
  }
  const { rejected }: { rejected: readonly { line: number; reason: string }[] } =
    await response.json();
  for (const { line, reason } of rejected) console.error(`ingest rejected line ${line}: ${reason}`);
}
