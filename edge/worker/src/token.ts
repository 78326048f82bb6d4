import type { Env } from "./env";
import { seal, unseal } from "./mac";

/**
 * What a page may report: the exposures that the edge itself decided for this visitor on this page. A beacon brings it
 * back, so a browser can confirm an exposure but never invent one.
 */
export interface PageClaims {
  readonly page: string;
  readonly route: string;
  readonly revision: number;
  readonly at: number;
  /** experiment, variant, and whether the page had what the experiment's edits select; null when it edits nothing */
  readonly exposures: readonly (readonly [string, string, boolean | null])[];
}

/** Long enough for a tab that stays open over a coffee, short enough that a copied page is worthless. */
export const TOKEN_MILLIS = 6 * 3600 * 1000;

const page = (owner: string) => ({ purpose: "page", owner });

export function issueToken(env: Env, unit: string, claims: PageClaims): Promise<string> {
  return seal(env, page(unit), JSON.stringify(claims));
}

/** Null when the token is not ours, not this visitor's, or too old. */
export async function readToken(env: Env, unit: string, token: string): Promise<PageClaims | null> {
  const unsealed = await unseal(env, page(unit), token, true);
  if (!unsealed) return null;
  const claims: PageClaims = JSON.parse(unsealed.value);
  return Date.now() - claims.at <= TOKEN_MILLIS ? claims : null;
}
