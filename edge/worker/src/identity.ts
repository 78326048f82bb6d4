import { type Assignment, assignedCookie, merged, readAssigned } from "./assigned";
import { within } from "./breaker";
import { allows } from "./consent";
import { BOOKMARK_COOKIE, readCookie, setCookie } from "./cookies";
import { count } from "./counts";
import { degrade, restore } from "./degraded";
import { verifiedClaims } from "./jws";
import { pseudonym } from "./mac";
import type { Platform } from "./platform";
import { personCookie, type Visitor } from "./visitor";

/**
 * Ties a visitor to a person, only because the origin says so: the response to a login carries a signed token. An id that a
 * browser sends is never believed, so nobody can read another person's assignments.
 */
export const IDENTITY_HEADER = "rimlight-identity";
const AUDIENCE = "rl-identity";
const LONGEST_SECONDS = 300;
const D1_BUDGET_MILLIS = 150;
const ACCOUNT = /^[A-Za-z0-9_-]{1,64}$/;

/** The Set-Cookie headers that make the link; none when the token is not to be believed or consent is missing. */
export async function link(
  platform: Platform,
  request: Request,
  visitor: Visitor,
  token: string,
): Promise<readonly string[]> {
  const { env } = platform;
  if (!visitor.id || visitor.bot || !allows(visitor.consent, "personalization")) return [];
  let person: string;
  let account: string | null;
  try {
    const claims = await verifiedClaims(token, env.IDENTITY_KEYS ?? "{}", {
      audience: AUDIENCE,
      environment: env.ENVIRONMENT,
      longestSeconds: LONGEST_SECONDS,
    });
    if (typeof claims.sub !== "string" || claims.sub === "") throw new Error("sub is missing");
    person = await pseudonym(env, claims.sub);
    const named = claims.account;
    account = typeof named === "string" && ACCOUNT.test(named) ? named : null;
  } catch (error) {
    console.error(`identity: ${error}`);
    count(platform, "identity_refused", error instanceof Error ? error.message : String(error));
    return [];
  }
  const own = await personCookie(platform, visitor.id, person, account);
  // Another person on this device does not inherit what the one before was assigned.
  const sameDevice = visitor.user === null || visitor.user === person;
  const kept = sameDevice ? await readAssigned(platform, request, visitor.id) : [];
  const bookmark = readCookie(request, BOOKMARK_COOKIE);
  try {
    const found = await within(
      D1_BUDGET_MILLIS,
      joinDevices(platform, visitor.id, person, kept, bookmark),
    );
    restore("state");
    const all = merged(kept, found.assigned);
    const assigned =
      sameDevice && all.length === 0 ? [] : [await assignedCookie(platform, visitor.id, all)];
    const mark = found.bookmark ? [setCookie(BOOKMARK_COOKIE, found.bookmark, 3600)] : [];
    return [own, ...assigned, ...mark];
  } catch (error) {
    console.error(`identity: ${error}`);
    degrade("state");
    return sameDevice ? [own] : [own, await assignedCookie(platform, visitor.id, [])];
  }
}

/** Writes the link and what this device was assigned, and reads what holds for the person: the first assignment wins. */
async function joinDevices(
  platform: Platform,
  visitor: string,
  person: string,
  kept: readonly Assignment[],
  bookmark: string | null,
): Promise<{ assigned: readonly Assignment[]; bookmark: string | null }> {
  const state = platform.env.STATE;
  if (!state) return { assigned: [], bookmark: null };
  const session = state.withSession(bookmark ?? "first-primary");
  const now = Date.now();
  const results = await session.batch<Assignment>([
    session
      .prepare("insert into identity_link values (?, ?, ?) on conflict do nothing")
      .bind(person, visitor, now),
    ...kept.map((one) => insertion(session, person, one, now)),
    session
      .prepare("select experiment, variant, version from assignment where unit = ?")
      .bind(person),
  ]);
  return { assigned: results.at(-1)?.results ?? [], bookmark: session.getBookmark() };
}

/** Keeps a person's new assignments for their other devices. */
export async function remember(
  platform: Platform,
  person: string,
  made: readonly Assignment[],
): Promise<void> {
  const state = platform.env.STATE;
  if (!state) return;
  const now = Date.now();
  await state.batch(made.map((one) => insertion(state, person, one, now)));
}

function insertion(
  state: Pick<D1Database, "prepare">,
  person: string,
  { experiment, variant, version }: Assignment,
  now: number,
): D1PreparedStatement {
  return state
    .prepare("insert into assignment values (?, ?, ?, ?, ?) on conflict do nothing")
    .bind(person, experiment, variant, version, now);
}
