import { fingerprint } from "./bytes";
import { hasNonce } from "./csp";
import { IDENTITY_HEADER } from "./identity";
import type { Platform } from "./platform";
import type { CachePolicy } from "./published";

/**
 * Pages that are kept for several visitors, under addresses below `/_rl/c/` that nobody can ask for from outside. The
 * platform's cache knows no stale-while-revalidate, so the time is kept beside the page.
 */

const KEPT_AT = "rl-kept-at";
const APPLIED = "rl-applied";
/** A page that is edited before it is kept passes through memory. */
const MOST_BYTES = 2 * 1024 * 1024;
/** A refresh that never came back may be tried again after this. */
const LEASE_MILLIS = 10_000;

export type CacheStatus = "hit" | "stale" | "miss" | "bypass";

export interface Kept {
  readonly response: Response;
  readonly stale: boolean;
  /** What was found of the edits' selectors when the page was edited; null when it is kept as the origin sent it. */
  readonly applied: Readonly<Record<string, boolean>> | null;
}

const refreshing = new Map<string, number>();

/** One address for one page and one choice of variants. */
export function keyOf(address: URL, variants: string): string {
  const { protocol, host, pathname, search } = address;
  return `${protocol}//${host}/_rl/c/${fingerprint(variants)}${pathname}${search}`;
}

export async function find(
  platform: Platform,
  key: string,
  policy: CachePolicy,
): Promise<Kept | null> {
  const response = await platform.cache?.match(key);
  if (!response) return null;
  const age = (Date.now() - Number(response.headers.get(KEPT_AT))) / 1000;
  const applied = response.headers.get(APPLIED);
  const headers = new Headers(response.headers);
  for (const own of [KEPT_AT, APPLIED, "cache-control", "age", "cf-cache-status"]) {
    headers.delete(own);
  }
  return {
    response: new Response(response.body, { status: response.status, headers }),
    stale: age >= policy.seconds,
    applied: applied === null ? null : JSON.parse(applied),
  };
}

/** Runs a refresh unless one is under way in this isolate. */
export async function refresh(key: string, work: () => Promise<unknown>): Promise<void> {
  const now = Date.now();
  if (now - (refreshing.get(key) ?? 0) < LEASE_MILLIS) return;
  refreshing.set(key, now);
  try {
    await work();
  } catch (error) {
    console.error(`refresh of ${key}: ${error}`);
  } finally {
    refreshing.delete(key);
  }
}

/** Whether the origin's answer may be given to others. */
export function mayKeep(response: Response): boolean {
  const { headers } = response;
  const control = headers.get("cache-control") ?? "";
  return (
    response.status === 200 &&
    !headers.has("set-cookie") &&
    !headers.has(IDENTITY_HEADER) &&
    !/\b(private|no-store)\b/i.test(control) &&
    !hasNonce(headers) &&
    (headers.get("vary") ?? "").split(",").every((name) => /^\s*(accept-encoding)?\s*$/i.test(name))
  );
}

export async function keep(
  platform: Platform,
  key: string,
  policy: CachePolicy,
  response: Response,
  applied: Readonly<Record<string, boolean>> | null = null,
): Promise<void> {
  const headers = new Headers(response.headers);
  const seconds = policy.seconds + (policy.staleSeconds ?? 0);
  headers.set("cache-control", `public, max-age=${seconds}`);
  headers.set(KEPT_AT, String(Date.now()));
  if (applied) headers.set(APPLIED, JSON.stringify(applied));
  await platform.cache?.put(key, new Response(response.body, { status: 200, headers }));
}

/** The whole body, or null when it is larger than is kept. */
export async function whole(
  body: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
