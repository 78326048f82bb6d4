import type { Env } from "./env";
import { seal, unseal } from "./mac";

/**
 * What a page may report: the exposures that the edge itself decided for this visitor. A beacon brings it back, so a browser
 * can confirm an exposure but never invent one.
 */
export interface PageClaims {
  readonly route: string;
  readonly revision: number;
  /** When it was issued, Unix milliseconds, to ten minutes. */
  readonly at: number;
  readonly exposures: readonly Exposure[];
}

export interface Exposure {
  readonly experiment: string;
  readonly variant: string;
  /** Whether the page had what the experiment's edits select; null when it edits nothing. */
  readonly applied: boolean | null;
}

/** Long enough for a tab that stays open over a coffee, short enough that a copied page is worthless. */
export const TOKEN_MILLIS = 6 * 3600 * 1000;
/** Within it the same claims of a visitor are the same token, which is then made once. */
const STEP_MILLIS = 600_000;
const REMEMBERED = 2_000;
const APPLIED = { true: "1", false: "0", null: "-" } as const;

const issued = new Map<string, string>();

/** At once when it was made before. Text that needs no escape in JSON: keys have none of `~`, `!` and `*`, of which it is made. */
export function issueToken(
  env: Env,
  unit: string,
  route: string,
  revision: number,
  exposures: readonly Exposure[],
): string | Promise<string> {
  const at = Math.floor(Date.now() / STEP_MILLIS) * STEP_MILLIS;
  const seen = exposures.map(
    ({ experiment, variant, applied }) => `${experiment}*${variant}*${APPLIED[`${applied}`]}`,
  );
  const value = `${route}~${revision}~${at}~${seen.join("!")}`;
  const key = `${unit}~${value}`;
  return issued.get(key) ?? issueAnew(env, unit, key, value);
}

async function issueAnew(env: Env, unit: string, key: string, value: string): Promise<string> {
  const token = await seal(env, page(unit), value);
  if (issued.size >= REMEMBERED) issued.clear();
  issued.set(key, token);
  return token;
}

/** Null when the token is not ours, not this visitor's, or too old. */
export async function readToken(env: Env, unit: string, token: string): Promise<PageClaims | null> {
  const unsealed = await unseal(env, page(unit), token);
  const [route, revision, at, seen] = unsealed?.value.split("~") ?? [];
  if (route === undefined || seen === undefined) return null;
  if (Date.now() - Number(at) > TOKEN_MILLIS) return null;
  const exposures = seen.split("!").flatMap((one) => {
    const [experiment, variant, applied] = one.split("*");
    if (!experiment || !variant) return [];
    return [{ experiment, variant, applied: applied === "-" ? null : applied === "1" }];
  });
  return { route, revision: Number(revision), at: Number(at), exposures };
}

function page(owner: string) {
  return { purpose: "page", owner };
}
