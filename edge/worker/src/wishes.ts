import { isConsent, LEVELS } from "./consent";
import { CONSENT_COOKIE, expireCookie, IDENTIFYING, LONGEST_SECONDS } from "./cookies";
import { report } from "./events";
import type { Platform } from "./platform";
import { problem } from "./problem";
import { idCookie, newId, readId } from "./visitor";

/** What visitors ask of us: more or less consent, and to be somebody else. */

const BODY_CHARS = 64;

/** A page of another site must not decide this; browsers that send no Sec-Fetch-Site say at least where the page is from. */
export function foreign(request: Request): Response | null {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return null;
  if (site !== null) {
    return problem(403, "foreign_origin", `sec-fetch-site == ${site}, must be same-origin`);
  }
  const origin = request.headers.get("origin");
  const { protocol, host } = new URL(request.url);
  const own = `${protocol}//${request.headers.get("host") ?? host}`;
  if (origin === null || origin === own) return null;
  return problem(403, "foreign_origin", `origin == ${origin.slice(0, 200)}, must be ${own}`);
}

export async function consent(platform: Platform, request: Request): Promise<Response> {
  const refused = foreign(request);
  if (refused) return refused;
  const level = (await request.text()).slice(0, BODY_CHARS).trim();
  if (!isConsent(level)) {
    return problem(400, "bad_consent", `consent == ${level}, must be one of ${LEVELS.join(", ")}`);
  }
  const headers = new Headers({ "cache-control": "no-store" });
  headers.append(
    "set-cookie",
    `${CONSENT_COOKIE}=${level}; Path=/; Max-Age=${LONGEST_SECONDS}; Secure; SameSite=Lax`,
  );
  if (level === "none") {
    const id = await readId(platform, request);
    if (id) report(platform, { kind: "audit", name: "consent_withdrawn", unit: id.value });
    for (const name of IDENTIFYING) headers.append("set-cookie", expireCookie(name));
  }
  return new Response(null, { status: 204, headers });
}

/** A new visitor, e.g. after a logout on a shared device. */
export async function reset(platform: Platform, request: Request): Promise<Response> {
  const refused = foreign(request);
  if (refused) return refused;
  const headers = new Headers({ "cache-control": "no-store" });
  for (const name of IDENTIFYING.slice(1)) headers.append("set-cookie", expireCookie(name));
  headers.append("set-cookie", await idCookie(platform, newId()));
  return new Response(null, { status: 204, headers });
}
