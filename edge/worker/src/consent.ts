import { CONSENT_COOKIE, readCookie } from "./cookies";
import type { Env } from "./env";
import { tcfPurposes } from "./tcf";

/**
 * What a visitor lets us do, each level including those before it. none: no id. functional: an id, so that the site looks
 * the same tomorrow, but no experiment and nothing counted. analytics: experiments and their events. personalization:
 * also what is stored of the visitor.
 */
export const LEVELS = ["none", "functional", "analytics", "personalization"] as const;
export type Consent = (typeof LEVELS)[number];

export function isConsent(text: unknown): text is Consent {
  return LEVELS.includes(text as Consent);
}

export function allows(given: Consent, needed: Consent): boolean {
  return LEVELS.indexOf(given) >= LEVELS.indexOf(needed);
}

/** Global Privacy Control first, then what was said to us, then to a consent platform, then what the site assumes. */
export function consentOf(env: Env, request: Request): Consent {
  if (request.headers.get("sec-gpc") === "1") return "none";
  const said = readCookie(request, CONSENT_COOKIE);
  if (isConsent(said)) return said;
  const tcf = readCookie(request, "euconsent-v2");
  const purposes = tcf === null ? null : tcfPurposes(tcf);
  if (purposes) return levelOf(purposes);
  return isConsent(env.CONSENT_DEFAULT) ? env.CONSENT_DEFAULT : "personalization";
}

/** 1: store on the device; 8: measure content performance; 5 and 6: profiles for, and choice of, personalised content. */
function levelOf(purposes: ReadonlySet<number>): Consent {
  if (!purposes.has(1)) return "none";
  if (!purposes.has(8)) return "functional";
  return purposes.has(5) && purposes.has(6) ? "personalization" : "analytics";
}
