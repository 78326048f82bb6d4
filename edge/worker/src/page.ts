import { base64url } from "./bytes";
import { type Decided, decideRoute } from "./decide";
import type { Env } from "./env";
import { deliver, stamp } from "./events";
import { type Island, rewrite } from "./html";
import type { Memory } from "./memory";
import type { PreparedRoute } from "./routes";
import { issueToken } from "./token";
import { identify, type Visitor } from "./visitor";

/** Serves a page of a route: decides, fetches what was decided from the origin, edits it in the stream. */
export async function servePage(
  request: Request,
  url: URL,
  env: Env,
  ctx: ExecutionContext,
  memory: Memory,
  route: PreparedRoute,
): Promise<Response> {
  const visitor = await identify(env, request);
  const decided = await decideRoute(env, memory, route, visitor, url);
  const response = await fetch(originRequest(request, url, decided));
  const headers = new Headers(response.headers);
  headers.set("rimlight-status", `rev=${memory.revision} kill=${memory.killRevision}`);
  if (visitor.setCookie) headers.append("set-cookie", visitor.setCookie);
  if (!editable(request, response)) {
    return new Response(response.body, { status: response.status, headers });
  }
  headers.set("cache-control", "private, no-cache");
  for (const stale of ["content-length", "etag", "last-modified", "accept-ranges"]) {
    headers.delete(stale);
  }
  const island = await makeIsland(env, memory, route, visitor, decided);
  const page = new Response(response.body, { status: response.status, headers });
  return rewrite(page, decided, island, (edit, error) => {
    console.error(`edit ${edit.flag}/${edit.variant} ${edit.selector}: ${error}`);
    const event = stamp({
      id: base64url(crypto.getRandomValues(new Uint8Array(16))),
      kind: "error",
      at: Date.now(),
      unit: visitor.id ?? "unknown",
      name: "edit_failed",
      route: route.key,
      revision: memory.revision,
      source: "edge",
    });
    ctx.waitUntil(deliver(env, [event]));
  });
}

/** The request for the origin: another path where a variant says so, and no header that only the edge may set. */
function originRequest(request: Request, url: URL, decided: readonly Decided[]): Request {
  const path = decided.find(({ variant }) => variant.rewritePath)?.variant.rewritePath;
  const target = new URL(url);
  if (path) target.pathname = path;
  const forwarded = new Request(target, request);
  for (const name of [...forwarded.headers.keys()]) {
    if (name.startsWith("rimlight-")) forwarded.headers.delete(name);
  }
  // The stream is edited, so it must arrive as text of a known encoding; conditional answers would be another visitor's.
  for (const name of ["if-none-match", "if-modified-since", "range"])
    forwarded.headers.delete(name);
  return forwarded;
}

function editable(request: Request, response: Response): boolean {
  return (
    request.method === "GET" &&
    response.status === 200 &&
    (response.headers.get("content-type") ?? "").startsWith("text/html")
  );
}

async function makeIsland(
  env: Env,
  memory: Memory,
  route: PreparedRoute,
  visitor: Visitor,
  decided: readonly Decided[],
): Promise<Island> {
  const page = base64url(crypto.getRandomValues(new Uint8Array(9)));
  const exposures = decided.flatMap(({ experiment, variant }) =>
    experiment ? [{ experiment, variant: variant.key }] : [],
  );
  const flags: Island["flags"] = {};
  for (const { flag, variant } of decided) {
    flags[flag.key] = { variant: variant.key, value: variant.value };
  }
  const island = {
    v: 1,
    revision: memory.revision,
    page,
    route: route.key,
    flags,
    exposures,
  } as const;
  if (!visitor.id) return island;
  const token = await issueToken(env, visitor.id, {
    page,
    route: route.key,
    revision: memory.revision,
    at: Date.now(),
    exposures: exposures.map(({ experiment, variant }) => [experiment, variant] as const),
  });
  return { ...island, token };
}
