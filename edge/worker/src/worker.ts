import { source as clientSource } from "rimlight-client";
import { receiveBeacon } from "./beacon";
import { base64url } from "./bytes";
import type { Env } from "./env";
import { ENVELOPE_LIMIT } from "./envelope";
import { deliver, isolateId, stamp } from "./events";
import { CLIENT_PATH } from "./html";
import { ageMillis, type KillApplied, keepOnKv, memory, start, watch } from "./memory";
import { answerOfrep, OFREP_PREFIX } from "./ofrep";
import { servePage } from "./page";
import { problem } from "./problem";
import { matchRoute } from "./routes";

export { Relay } from "./relay";
export { Spool } from "./spool";

const OWN = "/_rl/";

/** Serves visitors: decides in the request, edits the page in the stream, and gets out of the way when it cannot. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    ctx.passThroughOnException();
    if (env.FAULTS === "1" && request.headers.has("fault-throw")) throw new Error("provoked");
    const url = new URL(request.url);
    const applied = killReporter(env, ctx);
    if (url.pathname.startsWith(OWN)) return own(request, url, env, ctx, applied);
    const config = memory() ?? (await start(env, applied));
    ctx.waitUntil(watch(env, applied));
    if (url.pathname.startsWith(OFREP_PREFIX)) return answerOfrep(request, url, env, config);
    if (!config || (request.method !== "GET" && request.method !== "HEAD")) return fetch(request);
    const route = matchRoute(config.routes, url.pathname);
    return route ? servePage(request, url, env, ctx, config, route) : fetch(request);
  },
} satisfies ExportedHandler<Env>;

/** The paths that belong to Rimlight; none of them reaches the origin. */
async function own(
  request: Request,
  url: URL,
  env: Env,
  ctx: ExecutionContext,
  applied: KillApplied,
): Promise<Response> {
  const asked = `${request.method} ${url.pathname}`;
  switch (asked) {
    case "POST /_rl/b":
      return receiveBeacon(request, env, ctx);
    case "POST /_rl/publish":
      return publish(request, env, ctx, applied);
    case "GET /_rl/health":
      if (!memory()) await start(env, applied);
      ctx.waitUntil(watch(env, applied));
      return health(env);
    case `GET ${CLIENT_PATH}`:
      return new Response(clientSource, {
        headers: {
          "content-type": "text/javascript; charset=utf-8",
          "cache-control": "public, max-age=31536000, immutable",
        },
      });
    default:
      return problem(404, "no_such_path", `${asked.slice(0, 200)} is not a path of Rimlight`);
  }
}

/** Anybody may offer: only what the control plane signed, and only a higher revision, is taken. */
async function publish(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  applied: KillApplied,
): Promise<Response> {
  const stated = Number(request.headers.get("content-length") ?? "0");
  if (stated > ENVELOPE_LIMIT) {
    return problem(413, "too_large", `size of envelope == ${stated}, must be <= ${ENVELOPE_LIMIT}`);
  }
  const envelope = new Uint8Array(await request.arrayBuffer());
  try {
    const relay = env.RELAY.get(env.RELAY.idFromName(env.ENVIRONMENT));
    const { purpose, ...revisions } = await relay.publish(envelope);
    ctx.waitUntil(keepOnKv(env, purpose, envelope));
    ctx.waitUntil(watch(env, applied));
    return Response.json(revisions);
  } catch (error) {
    return problem(422, "refused", error instanceof Error ? error.message : String(error));
  }
}

async function health(env: Env): Promise<Response> {
  const held = memory();
  return Response.json(
    {
      environment: env.ENVIRONMENT,
      revision: held?.revision ?? 0,
      killRevision: held?.killRevision ?? 0,
      ageMillis: held ? ageMillis() : null,
      isolate: isolateId(),
      spooledBatches: await env.SPOOL.get(env.SPOOL.idFromName(env.ENVIRONMENT)).depth(),
    },
    { headers: { "cache-control": "no-store" } },
  );
}

/** Turns a kill that took effect into an event with the time it took. */
function killReporter(env: Env, ctx: ExecutionContext): KillApplied {
  return (killRevision, delayMillis) => {
    const event = stamp({
      id: base64url(crypto.getRandomValues(new Uint8Array(16))),
      kind: "edge",
      at: Date.now(),
      unit: "edge",
      name: "kill_applied",
      value: delayMillis,
      revision: killRevision,
      source: "edge",
    });
    ctx.waitUntil(deliver(env, [event]));
  };
}
