import { type ContextHandle, setBoolean, setText, setValue } from "rimlight-core";
import { agentOf } from "./agent";
import { readCookie } from "./cookies";
import type { Visitor } from "./visitor";

/** What a request is known by. */
export interface Facts {
  readonly request: Request;
  readonly url: URL;
  readonly visitor: Visitor;
}

/** Sets one attribute, if the request has it. */
export type Provider = (context: ContextHandle, facts: Facts) => void;

/** Attributes that come from storage and not from the request. */
export const STORED_PREFIX = "stored.";
const QUERY_PREFIX = "query.";
const COOKIE_PREFIX = "cookie.";
const VALUE_CHARS = 500;

const KNOWN: Record<string, (facts: Facts) => unknown> = {
  device: ({ request }) => agentOf(request).device,
  path: ({ url }) => url.pathname,
  host: ({ url }) => url.hostname,
  url: ({ url }) => url.href,
  language: ({ request }) => languageOf(request),
  referrer: ({ request }) => hostOf(request.headers.get("referer")),
  country: ({ request }) => countryOf(request),
  continent: ({ request }) => geo(request, "continent"),
  region: ({ request }) => geo(request, "regionCode"),
  city: ({ request }) => geo(request, "city"),
  timezone: ({ request }) => geo(request, "timezone"),
  consent: ({ visitor }) => visitor.consent,
  new: ({ visitor }) => visitor.fresh,
  bot: ({ visitor }) => visitor.bot,
  user: ({ visitor }) => kind(visitor.user),
  account: ({ visitor }) => kind(visitor.account),
  loggedIn: ({ visitor }) => visitor.user !== null,
};

/** Another kind of unit than the visitor, as the context has it. */
function kind(key: string | null): { key: string } | null {
  return key === null ? null : { key };
}

/** How to set the attributes that a route's rules look at; nothing else is made. */
export function providersOf(names: Iterable<string>): Provider[] {
  return [...new Set(names)].flatMap((name) => {
    const read = readerOf(name);
    return read ? [(context: ContextHandle, facts: Facts) => put(context, name, read(facts))] : [];
  });
}

function readerOf(name: string): ((facts: Facts) => unknown) | undefined {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name];
  if (name.startsWith(QUERY_PREFIX)) {
    const parameter = name.slice(QUERY_PREFIX.length);
    return ({ url }) => url.searchParams.get(parameter)?.slice(0, VALUE_CHARS);
  }
  // Our own cookies identify somebody, and what identifies is not for rules.
  if (name.startsWith(COOKIE_PREFIX) && !name.startsWith(`${COOKIE_PREFIX}__Host-rl`)) {
    const cookie = name.slice(COOKIE_PREFIX.length);
    return ({ request }) => readCookie(request, cookie)?.slice(0, VALUE_CHARS);
  }
  return undefined;
}

function put(context: ContextHandle, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (typeof value === "string") setText(context, name, value);
  else if (typeof value === "boolean") setBoolean(context, name, value);
  else setValue(context, name, value);
}

export function countryOf(request: Request): string | undefined {
  const country = geo(request, "country");
  return country && /^[A-Z]{2}$/.test(country) ? country : undefined;
}

export function coloOf(request: Request): string | undefined {
  const colo = geo(request, "colo");
  return colo && /^[A-Z]{3}$/.test(colo) ? colo : undefined;
}

function languageOf(request: Request): string | undefined {
  return request.headers
    .get("accept-language")
    ?.match(/^[a-zA-Z]{2,3}/)?.[0]
    ?.toLowerCase();
}

function hostOf(address: string | null): string | undefined {
  return address && URL.canParse(address) ? new URL(address).hostname : undefined;
}

function geo(request: Request, name: string): string | undefined {
  const value = (request.cf as Record<string, unknown> | undefined)?.[name];
  return typeof value === "string" ? value : undefined;
}
