import { base64url, fromBase64url } from "./bytes";
import type { Env } from "./env";

/**
 * Seals what browsers carry back to us: `value.kid.code`, the code being HMAC-SHA-256 cut to 128 bits over the purpose, the
 * environment, the owner and the value, so that no value passes for another's or another purpose's.
 */
export interface Sealed {
  /** What it is for, e.g. the name of its cookie. */
  readonly purpose: string;
  /** Whose it is; empty for values that say themselves whose. */
  readonly owner: string;
}

interface MacKey {
  readonly kid: string;
  readonly key: Promise<CryptoKey>;
}

const MAC_BYTES = 16;
/** Values that fitted are remembered, because one visitor's requests often meet the same isolate. */
const REMEMBERED = 5_000;
const encoder = new TextEncoder();
let keys: readonly MacKey[] | null = null;
const fitted = new Set<string>();

export async function seal(env: Env, sealed: Sealed, value: string): Promise<string> {
  const [newest] = macKeys(env);
  if (!newest) throw new Error("COOKIE_KEYS holds no key");
  return `${value}.${newest.kid}.${base64url(await code(env, newest, sealed, value))}`;
}

export interface Unsealed {
  readonly value: string;
  /** Sealed with a key that is on its way out. */
  readonly old: boolean;
}

/** Null when the text was not sealed by us, for this purpose and owner. */
export async function unseal(env: Env, sealed: Sealed, text: string): Promise<Unsealed | null> {
  const codeAt = text.lastIndexOf(".");
  const kidAt = text.lastIndexOf(".", codeAt - 1);
  if (kidAt < 0) return null;
  const value = text.slice(0, kidAt);
  const kid = text.slice(kidAt + 1, codeAt);
  const known = macKeys(env);
  const key = known.find((candidate) => candidate.kid === kid);
  if (!key) return null;
  const memory = `${sealed.purpose}|${sealed.owner}|${text}`;
  if (!fitted.has(memory)) {
    const given = fromBase64url(text.slice(codeAt + 1));
    if (!given || !equal(await code(env, key, sealed, value), given)) return null;
    remember(memory);
  }
  return { value, old: key !== known[0] };
}

function remember(memory: string): void {
  if (fitted.size >= REMEMBERED) {
    for (const oldest of fitted) {
      fitted.delete(oldest);
      if (fitted.size < REMEMBERED / 2) break;
    }
  }
  fitted.add(memory);
}

async function code(env: Env, key: MacKey, sealed: Sealed, value: string): Promise<Uint8Array> {
  const message = `${sealed.purpose}|${env.ENVIRONMENT}|${sealed.owner}|${value}`;
  const whole = await crypto.subtle.sign("HMAC", await key.key, encoder.encode(message));
  return new Uint8Array(whole, 0, MAC_BYTES);
}

/** In a time that does not depend on where they differ. */
function equal(expected: Uint8Array, given: Uint8Array): boolean {
  if (expected.length !== given.length) return false;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) difference |= (expected[i] ?? 0) ^ (given[i] ?? 0);
  return difference === 0;
}

function macKeys(env: Env): readonly MacKey[] {
  keys ??= env.COOKIE_KEYS.split(" ").map((entry) => {
    const [kid = "", secret = ""] = entry.split(":");
    return { kid, key: hmacKey(secret) };
  });
  return keys;
}

/** A code of a person's id that nobody can turn back without the pepper. */
export async function pseudonym(env: Env, text: string): Promise<string> {
  if (!env.PEPPER) throw new Error("PEPPER is not set");
  const key = await hmacKey(env.PEPPER);
  const whole = await crypto.subtle.sign("HMAC", key, encoder.encode(`${env.ENVIRONMENT}|${text}`));
  return base64url(new Uint8Array(whole, 0, MAC_BYTES));
}

function hmacKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (c) => c.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
