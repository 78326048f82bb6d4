import type { Env } from "./env";

/**
 * Opens what the control plane signed.
 *
 * "RLE1" | purpose 'S' or 'K' | length of kid u8 | kid | Ed25519 signature, 64 bytes | payload; the signature covers
 * "RLE1", purpose and payload, so a kill list can never pass for a snapshot.
 */
export type Purpose = "snapshot" | "kill";

export interface Opened {
  readonly purpose: Purpose;
  readonly payload: Uint8Array<ArrayBuffer>;
}

export class BadEnvelope extends Error {}

export const ENVELOPE_LIMIT = 8 * 1024 * 1024;

const MAGIC = [0x52, 0x4c, 0x45, 0x31];
const HEAD = MAGIC.length + 2;
const SIGNATURE = 64;
const keys = new Map<string, Promise<CryptoKey>>();

export async function openEnvelope(env: Env, bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  if (bytes.length > ENVELOPE_LIMIT) {
    throw new BadEnvelope(`size of envelope == ${bytes.length}, must be <= ${ENVELOPE_LIMIT}`);
  }
  if (bytes.length < HEAD || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw new BadEnvelope("envelope does not begin with RLE1");
  }
  const purpose = purposeOf(bytes[4]);
  const payloadAt = HEAD + (bytes[5] ?? 0) + SIGNATURE;
  if (bytes.length < payloadAt) {
    throw new BadEnvelope(`size of envelope == ${bytes.length}, must be >= ${payloadAt}`);
  }
  const kid = new TextDecoder().decode(bytes.subarray(HEAD, payloadAt - SIGNATURE));
  const signature = bytes.subarray(payloadAt - SIGNATURE, payloadAt);
  const payload = bytes.slice(payloadAt);
  const signed = new Uint8Array(MAGIC.length + 1 + payload.length);
  signed.set(bytes.subarray(0, MAGIC.length + 1));
  signed.set(payload, MAGIC.length + 1);
  const key = await publicKey(env, kid);
  if (!(await crypto.subtle.verify("Ed25519", key, signature, signed))) {
    throw new BadEnvelope(`signature of key ${kid} does not fit the ${purpose}`);
  }
  return { purpose, payload };
}

function purposeOf(byte: number | undefined): Purpose {
  if (byte === 0x53) return "snapshot";
  if (byte === 0x4b) return "kill";
  throw new BadEnvelope(`purpose == ${byte}, must be 83 (S) or 75 (K)`);
}

function publicKey(env: Env, kid: string): Promise<CryptoKey> {
  const known = keys.get(kid);
  if (known) return known;
  const published: Record<string, unknown> = JSON.parse(env.PUBLIC_KEYS);
  const raw = Object.hasOwn(published, kid) ? published[kid] : undefined;
  if (typeof raw !== "string") {
    throw new BadEnvelope(`kid == ${kid.slice(0, 40)}, must be one of ${Object.keys(published)}`);
  }
  const bytes = Uint8Array.from(atob(raw), (c) => c.charCodeAt(0));
  const key = crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  keys.set(kid, key);
  return key;
}
