import { ENVELOPE_LIMIT } from "./envelope";
import type { Revisions } from "./memory";
import type { Platform } from "./platform";
import { problem } from "./problem";
import { keepFresh } from "./refresh";
import { allRelays } from "./relays";

/** The answer to a publication that is offered here; null for every other request. */
export function offered(platform: Platform, request: Request): Promise<Response> | null {
  const asked = request.method === "POST" && new URL(request.url).pathname === "/_rl/publish";
  return asked ? publish(platform, request) : null;
}

/**
 * Anybody may offer: only what the control plane signed, and only a higher revision, is taken. All relays are told at once;
 * the answer is what all of them hold.
 */
async function publish(platform: Platform, request: Request): Promise<Response> {
  const { env } = platform;
  if (!env.RELAY) return problem(501, "no_relay", "this edge has no relay to publish to");
  const stated = Number(request.headers.get("content-length") ?? "0");
  if (stated > ENVELOPE_LIMIT) {
    return problem(413, "too_large", `size of envelope == ${stated}, must be <= ${ENVELOPE_LIMIT}`);
  }
  const envelope = new Uint8Array(await request.arrayBuffer());
  try {
    const relays = allRelays(env, env.RELAY);
    const held = await Promise.all(relays.map((relay, i) => relay.publish(envelope, i === 0)));
    keepFresh(platform);
    return Response.json({
      revision: Math.min(...held.map(({ revision }: Revisions) => revision)),
      killRevision: Math.min(...held.map(({ killRevision }: Revisions) => killRevision)),
    });
  } catch (error) {
    return problem(422, "refused", error instanceof Error ? error.message : String(error));
  }
}
