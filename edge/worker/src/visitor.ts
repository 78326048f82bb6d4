import { agentOf } from "./agent";
import { base64url } from "./bytes";
import { allows, type Consent, consentOf } from "./consent";
import {
  expireCookie,
  ID_COOKIE,
  IDENTIFYING,
  readCookie,
  setCookie,
  USER_COOKIE,
} from "./cookies";
import { count } from "./counts";
import { seal, unseal } from "./mac";
import type { Platform } from "./platform";

/** Who a request comes from, as far as consent lets us know. */
export interface Visitor {
  /** Null without consent: not bucketed, not counted. */
  readonly id: string | null;
  /** Whether the id was made for this request. */
  readonly fresh: boolean;
  readonly consent: Consent;
  /** Bucketed like everybody, all alike, and never counted. */
  readonly bot: boolean;
  /** Code of the person who has logged in on this device. */
  readonly user: string | null;
  readonly account: string | null;
  /** Set-Cookie headers to send. */
  readonly cookies: readonly string[];
  /** The id of a visitor who has just taken their consent back. */
  readonly withdrawn: string | null;
}

const ID_BYTES = 16;
/** All crawlers are one visitor: what they index does not depend on which of them came. */
const CRAWLER = "crawler";

export async function identify(platform: Platform, request: Request): Promise<Visitor> {
  const consent = consentOf(platform.env, request);
  const { bot } = agentOf(request);
  const nobody = { fresh: false, user: null, account: null, cookies: [], withdrawn: null };
  if (bot) return { ...nobody, id: CRAWLER, consent, bot };
  const known = await readId(platform, request);
  if (consent === "none") {
    const left = IDENTIFYING.filter((name) => readCookie(request, name) !== null);
    const cookies = left.map(expireCookie);
    return { ...nobody, id: null, consent, bot, cookies, withdrawn: known?.value ?? null };
  }
  if (!known) {
    const id = newId();
    return { ...nobody, id, fresh: true, consent, bot, cookies: [await idCookie(platform, id)] };
  }
  const cookies = known.old ? [await idCookie(platform, known.value)] : [];
  const person = allows(consent, "personalization")
    ? await readPerson(platform, request, known.value)
    : null;
  return { ...nobody, id: known.value, consent, bot, cookies, ...person };
}

/** The id in the request's cookie, or null when there is none or it was tampered with. */
export async function readId(
  platform: Platform,
  request: Request,
): Promise<{ value: string; old: boolean } | null> {
  const text = readCookie(request, ID_COOKIE);
  if (!text) return null;
  const unsealed = await unseal(platform.env, { purpose: ID_COOKIE, owner: "" }, text);
  const [version, id] = unsealed?.value.split(".") ?? [];
  if (!unsealed || version !== "v1" || !id) {
    count(platform, "cookie_tamper", ID_COOKIE);
    return null;
  }
  return { value: id, old: unsealed.old };
}

export function newId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}

export async function idCookie(platform: Platform, id: string): Promise<string> {
  const day = Math.floor(Date.now() / 86_400_000);
  const sealed = { purpose: ID_COOKIE, owner: "" };
  return setCookie(ID_COOKIE, await seal(platform.env, sealed, `v1.${id}.${day}`));
}

async function readPerson(
  platform: Platform,
  request: Request,
  id: string,
): Promise<{ user: string; account: string | null } | null> {
  const text = readCookie(request, USER_COOKIE);
  if (!text) return null;
  const unsealed = await unseal(platform.env, { purpose: USER_COOKIE, owner: id }, text);
  const [version, user, account] = unsealed?.value.split(".") ?? [];
  if (version !== "v1" || !user) {
    count(platform, "cookie_tamper", USER_COOKIE);
    return null;
  }
  return { user, account: account || null };
}

export async function personCookie(
  platform: Platform,
  id: string,
  user: string,
  account: string | null,
): Promise<string> {
  const sealed = { purpose: USER_COOKIE, owner: id };
  return setCookie(USER_COOKIE, await seal(platform.env, sealed, `v1.${user}.${account ?? ""}`));
}
