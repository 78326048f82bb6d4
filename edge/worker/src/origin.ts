import { count } from "./counts";
import type { Decided } from "./decide";
import { degrade, restore } from "./degraded";
import type { Platform } from "./platform";
import type { CachePolicy } from "./published";
import type { PreparedRoute } from "./routes";

/** What is asked of which origin, and what it gets to see. */

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
  return hops(request) >= MOST_HOPS;
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

/** Where the decided page comes from, if not from where it was asked for. */
export function placeOf(platform: Platform, url: URL, decided: readonly Decided[]): URL | null {
  let place: URL | null = null;
  for (const { variant } of decided) {
    if (!variant.rewrite) continue;
    const { path, origin } = variant.rewrite;
    const target: URL = place ?? new URL(url);
    if (path) target.pathname = path;
    const moved = origin ? toOrigin(platform, target, origin) : false;
    if (path || moved) place = target;
  }
  return place;
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

/**
 * The visitor's request for the decided page. `place` is null for the page that was asked for: making a request anew costs
 * more than all decisions about it, so it is only done where something changes.
 */
export function originRequest(
  request: Request,
  place: URL | null,
  route: PreparedRoute,
  decided: readonly Decided[],
): Request {
  const clean = passed(request);
  if (place === null && !route.tellOrigin) return clean;
  const forwarded = place === null ? new Request(clean) : new Request(place, clean);
  if (place !== null) forwarded.headers.set(HOP_HEADER, String(hops(request) + 1));
  if (route.tellOrigin) forwarded.headers.set("rimlight-variant", told(decided));
  return forwarded;
}

function hops(request: Request): number {
  return Number(request.headers.get(HOP_HEADER) ?? "0") || 0;
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
  const limit = Number(platform.env.ORIGIN_MILLIS ?? "0");
  try {
    const response = await (limit > 0
      ? askWithin(platform, request, limit)
      : platform.fetch(request));
    restore("origin");
    return response;
  } catch (error) {
    degrade("origin");
    throw error;
  }
}

async function askWithin(platform: Platform, request: Request, limit: number): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new OriginAway(limit)), limit);
  try {
    return await platform.fetch(request, abort.signal);
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    // Only the beginning of an answer is waited for; its body may take as long as it likes.
    clearTimeout(timer);
  }
}

export class OriginAway extends Error {
  constructor(millis: number) {
    super(`the origin did not answer within ${millis} ms`);
  }
}
