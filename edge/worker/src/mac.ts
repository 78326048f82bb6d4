import { base64url } from "./bytes";
import type { Env } from "./env";

/** Message authentication codes for what browsers carry back to us: HMAC-SHA-256, cut to 128 bits. */

interface MacKey {
  readonly kid: string;
  readonly key: Promise<CryptoKey>;
}

const MAC_BYTES = 16;
const encoder = new TextEncoder();
let keys: readonly MacKey[] | null = null;

export async function mac(env: Env, message: string): Promise<{ kid: string; code: string }> {
  const [newest] = macKeys(env);
  if (!newest) throw new Error("COOKIE_KEYS holds no key");
  return { kid: newest.kid, code: base64url(await sign(newest, message)) };
}

/** Whether the code fits; an unknown kid does not. Compared in constant time. */
export async function macFits(
  env: Env,
  kid: string,
  message: string,
  code: Uint8Array,
): Promise<boolean> {
  const key = macKeys(env).find((candidate) => candidate.kid === kid);
  if (!key || code.length !== MAC_BYTES) return false;
  return crypto.subtle.timingSafeEqual(await sign(key, message), code);
}

async function sign(key: MacKey, message: string): Promise<Uint8Array> {
  const whole = await crypto.subtle.sign("HMAC", await key.key, encoder.encode(message));
  return new Uint8Array(whole, 0, MAC_BYTES);
}

function macKeys(env: Env): readonly MacKey[] {
  keys ??= env.COOKIE_KEYS.split(" ").map((entry) => {
    const [kid = "", secret = ""] = entry.split(":");
    const bytes = Uint8Array.from(atob(secret), (c) => c.charCodeAt(0));
    const key = crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]);
    return { kid, key };
  });
  return keys;
}
