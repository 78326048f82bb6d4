import type { Env } from "./env";

/** Keys of other programs: what is kept of a key is its SHA-256, so whoever reads the binding cannot call. */

interface KnownKey {
  readonly name: string;
  readonly hash: Uint8Array<ArrayBuffer>;
}

export const KEY_CHARS = 512;
const SHA_256 = /^[0-9a-f]{64}$/;
let known: { readonly text: string; readonly keys: readonly KnownKey[] } | null = null;

/** Whether anybody has a key at all. */
export function keysAreGiven(env: Env): boolean {
  return knownKeys(env).length > 0;
}

/** The name of the request's key; null when it brings none, or one that nobody was given. */
export async function keyName(env: Env, request: Request): Promise<string | null> {
  const key = presented(request);
  if (!key || key.length > KEY_CHARS) return null;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
  let name: string | null = null;
  // All are compared, so the time says nothing of which one came close.
  for (const candidate of knownKeys(env)) {
    if (crypto.subtle.timingSafeEqual(hash, candidate.hash)) name = candidate.name;
  }
  return name;
}

function presented(request: Request): string | undefined {
  const bearer = request.headers.get("authorization")?.match(/^bearer +(\S+) *$/i)?.[1];
  return bearer ?? request.headers.get("x-api-key") ?? undefined;
}

function knownKeys(env: Env): readonly KnownKey[] {
  const text = env.OFREP_KEYS ?? "";
  if (known?.text !== text) known = { text, keys: text.trim() === "" ? [] : read(text) };
  return known.keys;
}

function read(text: string): KnownKey[] {
  const hashes: Record<string, unknown> = JSON.parse(text);
  return Object.entries(hashes).map(([name, hash]) => {
    if (typeof hash !== "string" || !SHA_256.test(hash)) {
      throw new TypeError(`OFREP_KEYS.${name} must be a SHA-256 as 64 digits of 0-9a-f`);
    }
    return { name, hash: Uint8Array.from(hash.match(/../g) ?? [], (pair) => Number(`0x${pair}`)) };
  });
}
