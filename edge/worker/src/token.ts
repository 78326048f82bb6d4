import { base64url, fromBase64url } from "./bytes";
import type { Env } from "./env";
import { mac, macFits } from "./mac";

/**
 * What a page may report: the exposures that the edge itself decided for this visitor on this page. A beacon brings it
 * back, so a browser can confirm an exposure but never invent one.
 */
export interface PageClaims {
  readonly page: string;
  readonly route: string;
  readonly revision: number;
  readonly at: number;
  /** experiment, variant */
  readonly exposures: readonly (readonly [string, string])[];
}

/** Long enough for a tab that stays open over a coffee, short enough that a copied page is worthless. */
export const TOKEN_MILLIS = 6 * 3600 * 1000;

export async function issueToken(env: Env, unit: string, claims: PageClaims): Promise<string> {
  const payload = base64url(new TextEncoder().encode(JSON.stringify(claims)));
  const { kid, code } = await mac(env, message(env, unit, payload));
  return `${payload}.${kid}.${code}`;
}

/** Null when the token is not ours, not this visitor's, or too old. */
export async function readToken(env: Env, unit: string, token: string): Promise<PageClaims | null> {
  const [payload, kid, code, ...rest] = token.split(".");
  const bytes = code ? fromBase64url(code) : null;
  if (!payload || !kid || !bytes || rest.length > 0) return null;
  if (!(await macFits(env, kid, message(env, unit, payload), bytes))) return null;
  const json = fromBase64url(payload);
  if (!json) return null;
  const claims: PageClaims = JSON.parse(new TextDecoder().decode(json));
  return Date.now() - claims.at <= TOKEN_MILLIS ? claims : null;
}

function message(env: Env, unit: string, payload: string): string {
  return `page|${env.ENVIRONMENT}|${unit}|${payload}`;
}
