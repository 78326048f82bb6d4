import { count } from "./counts";
import type { Decided } from "./decide";
import { degrade, restore } from "./degraded";
import type { Platform } from "./platform";
import type { CachePolicy } from "./published";
import type { PreparedRoute } from "./routes";

/** What is asked of which origin, and what it gets to see. */

const ORIGIN_MILLIS = 30_000;
const MOST_HOPS = 3;
export const HOP_HEADER = "rimlight-hop";
/** Only the edge may send these to an origin; several caches and frameworks also take an address or a method from them. */
const NOT_FORWARDED = /^(rimlight-(?!hop)|x-original-url$|x-rewrite-url$|x-http-method)/;
/** Campaign parameters: they differ for everybody and do not change the page. */
const TRACKING = /^(utm_|gclid$|gbraid$|wbraid$|dclid$|fbclid$|msclkid$|mc_eid$|_ga$|_gl$)/;
const MOST_PARAMETERS = 20;

let origins: Readonly<Record<string, string>> | null = null;

/** Whether the request already came through an edge so often that something must be going round in circles. */
export function goesInCircles(request: Request): boolean {
  return Number(request.headers.get(HOP_HEADER) ?? "0") >= MOST_HOPS;
}

/** The request as it came, without headers that only the edge may set. */
export function passed(request: Request): Request {
  let clean: Request | null = null;
  for (const name of request.headers.keys()) {
    if (!NOT_FORWARDED.test(name)) continue;
    clean ??= new Request(request);
    clean.headers.delete(name);
  }
  return clean ?? request;
}

/** Where the decided page comes from. */
export function addressOf(
  platform: Platform,
  url: URL,
  decided: readonly Decided[],
): { address: URL; elsewhere: boolean } {
  const address = new URL(url);
  let elsewhere = false;
  for (const { variant } of decided) {
    const { path, origin } = variant.rewrite ?? {};
    if (path) {
      address.pathname = path;
      elsewhere = true;
    }
    if (origin) elsewhere = toOrigin(platform, address, origin) || elsewhere;
  }
  return { address, elsewhere };
}

/** Only to origins that the operator has allowed. */
function toOrigin(platform: Platform, address: URL, name: string): boolean {
  origins ??= JSON.parse(platform.env.ORIGINS ?? "{}") as Record<string, string>;
  const allowed = Object.hasOwn(origins, name) ? origins[name] : undefined;
  if (!allowed) {
    count(platform, "unknown_origin", name);
    return false;
  }
  const target = new URL(allowed);
  address.protocol = target.protocol;
  address.host = target.host;
  return true;
}

/** The visitor's request for the decided page. */
export function originRequest(
  request: Request,
  address: URL,
  route: PreparedRoute,
  decided: readonly Decided[],
): Request {
  const forwarded = new Request(address, request);
  for (const name of [...forwarded.headers.keys()]) {
    if (NOT_FORWARDED.test(name)) forwarded.headers.delete(name);
  }
  const hops = Number(request.headers.get(HOP_HEADER) ?? "0");
  forwarded.headers.set(HOP_HEADER, String(hops + 1));
  if (route.tellOrigin) forwarded.headers.set("rimlight-variant", told(decided));
  return forwarded;
}

/** A request for a page that is kept for others too: nothing in it is of the visitor. */
export function sharedRequest(
  address: URL,
  route: PreparedRoute,
  decided: readonly Decided[],
): Request {
  return new Request(address, {
    headers: {
      accept: "text/html,*/*;q=0.8",
      "accept-encoding": "gzip, br",
      "user-agent": "Rimlight",
      [HOP_HEADER]: "1",
      ...(route.tellOrigin && { "rimlight-variant": told(decided) }),
    },
    redirect: "manual",
  });
}

function told(decided: readonly Decided[]): string {
  return decided.map(({ flag, variant }) => `${flag.key}=${variant.key}`).join(", ");
}

/** The address with the parameters that count, in one order, so that one page has one key. */
export function normalized(url: URL, { query }: CachePolicy): URL {
  const clean = new URL(url);
  const wanted = (name: string) => (query ? query.includes(name) : !TRACKING.test(name));
  const kept = [...url.searchParams].filter(([name]) => wanted(name)).slice(0, MOST_PARAMETERS);
  clean.search = new URLSearchParams(kept.toSorted(byName)).toString();
  clean.hash = "";
  return clean;
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An origin that does not answer in time counts as away; an answer of any status is its own affair. */
export async function askOrigin(platform: Platform, request: Request): Promise<Response> {
  const limit = Number(platform.env.ORIGIN_MILLIS ?? ORIGIN_MILLIS);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new OriginAway(limit)), limit);
  try {
    const response = await platform.fetch(new Request(request, { signal: abort.signal }));
    restore("origin");
    return response;
  } catch (error) {
    degrade("origin");
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

export class OriginAway extends Error {
  constructor(millis: number) {
    super(`the origin did not answer within ${millis} ms`);
  }
}
