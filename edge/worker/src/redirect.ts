import { readCookie } from "./cookies";
import { count } from "./counts";
import { deliver, exposureId, stamp } from "./events";
import type { Redirect } from "./published";
import type { Visit } from "./visit";

/** Sends visitors to the address of their variant. */

/** How often the visitor was sent on within the last seconds; more often than this is a circle. */
const HOP_COOKIE = "__Host-rl_hop";
const MOST_HOPS = 3;
const HOP_SECONDS = 10;

/**
 * The redirect, or null when the visitor stays. Exposures of experiments with a redirect are counted here and for all of
 * their arms alike: those who are sent away would otherwise be lost more often than those who stay.
 */
export async function redirected(visit: Visit): Promise<Response | null> {
  const { request, url, visitor, decided, preview } = visit;
  // A crawler indexes the original address.
  if (visitor.bot) return null;
  if (request.headers.get("sec-purpose")?.includes("prefetch")) {
    // A page that is fetched ahead and never looked at must count nobody; the browser asks again when it is wanted.
    return new Response(null, { status: 503, headers: { "cache-control": "no-store" } });
  }
  if (!preview) expose(visit);
  const redirect = decided.find(({ variant }) => variant.redirect)?.variant.redirect;
  if (!redirect) return null;
  const target = targetOf(url, redirect);
  const hops = Number(readCookie(request, HOP_COOKIE) ?? "0") || 0;
  if (target.href === url.href || hops >= MOST_HOPS) {
    count(visit.platform, "redirect_circle", redirect.to);
    return null;
  }
  const headers = new Headers({
    location:
      target.origin === url.origin ? target.pathname + target.search + target.hash : target.href,
    "cache-control": "private, no-store",
    "rimlight-status": `rev=${visit.memory.revision} kill=${visit.memory.killRevision}`,
  });
  for (const cookie of visit.cookies) headers.append("set-cookie", cookie);
  headers.append(
    "set-cookie",
    `${HOP_COOKIE}=${hops + 1}; Path=/; Max-Age=${HOP_SECONDS}; Secure; HttpOnly; SameSite=Lax`,
  );
  return new Response(null, { status: 302, headers });
}

function targetOf(url: URL, { to, query }: Redirect): URL {
  const target = new URL(to, url);
  if (query !== "drop") {
    for (const [name, value] of url.searchParams) {
      if (!target.searchParams.has(name)) target.searchParams.append(name, value);
    }
  }
  return target;
}

function expose({ platform, memory, route, visitor, decided }: Visit): void {
  const unit = visitor.id;
  if (!unit) return;
  const at = Date.now();
  const counted = decided.filter(({ flag, experiment }) => flag.redirects && experiment);
  const work = counted.map(async ({ experiment, variant }) =>
    stamp({
      id: await exposureId(unit, experiment ?? "", variant.key, at),
      kind: "exposure",
      at,
      unit,
      experiment: experiment ?? "",
      variant: variant.key,
      revision: memory.revision,
      route: route.key,
      consent: visitor.consent,
      source: "edge",
    }),
  );
  platform.waitUntil(
    Promise.all(work)
      .then((events) => deliver(platform, events))
      .catch((error) => console.error(`exposure lost: ${error}`)),
  );
}
