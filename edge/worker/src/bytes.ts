/** Bytes as text and back. */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** RFC 4648, section 5, without padding; by hand because it is asked for in every page, of a few bytes. */
export function base64url(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += DIGITS[(held >> bits) & 63];
    }
    held &= 63;
  }
  return bits > 0 ? text + DIGITS[(held << (6 - bits)) & 63] : text;
}

/** Null when the text is not base64url. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (c) => c.charCodeAt(0));
  } catch {
    return null;
  }
}

/** 16 hexadecimal digits that differ when the texts do, except by bad luck; not for secrets. FNV-1a over UTF-16 units, twice. */
export function fingerprint(text: string): string {
  return hex(fnv(text, 0x811c9dc5)) + hex(fnv(text, 0x050c5d1f));
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
