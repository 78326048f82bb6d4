import { fromBase64url } from "./bytes";

/**
 * The purposes that a visitor consented to, from a consent string of the Transparency and Consent Framework 2: the first
 * segment is a row of bits, of which 152 to 175 are purposes 1 to 24. Null when it is none.
 */
export function tcfPurposes(text: string): ReadonlySet<number> | null {
  const bytes = fromBase64url(text.split(".")[0] ?? "");
  if (!bytes || bytes.length < LAST_BIT / 8 || (bytes[0] ?? 0) >> 2 !== VERSION) return null;
  const purposes = new Set<number>();
  for (let bit = FIRST_BIT; bit < LAST_BIT; bit++) {
    if (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) purposes.add(bit - FIRST_BIT + 1);
  }
  return purposes;
}

const VERSION = 2;
const FIRST_BIT = 152;
const LAST_BIT = 176;
