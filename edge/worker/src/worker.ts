import bundled from "./bundled.bin";
import type { Env, EventBatch } from "./env";
import { ingest, joined } from "./events";
import type { Platform } from "./platform";
import { offered } from "./publish";
import { nearestRelay } from "./relays";
import { serve } from "./serve";

export { Relay } from "./relay";
export { Spool } from "./spool";

const RETRY_SECONDS = 5;

/** Rimlight on Cloudflare: what the platform binds becomes what the edge works with. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    // A Worker that throws serves the origin's page.
    ctx.passThroughOnException();
    const platform = platformOf(request, env, ctx);
    return offered(platform, request) ?? serve(platform, request);
  },

  /** Carries queued events to the ingest; what it does not take now waits in the spool. */
  async queue(batch: MessageBatch<EventBatch>, env: Env): Promise<void> {
    const messages = batch.messages.map(({ body }) => body.lines);
    for (const lines of joined(messages)) {
      try {
        await ingest(env, lines);
      } catch (error) {
        console.error(`ingest: ${error}`);
        if (env.SPOOL) await spoolOf(env, env.SPOOL).keep(lines, "");
        else return batch.retryAll({ delaySeconds: RETRY_SECONDS });
      }
    }
  },
} satisfies ExportedHandler<Env, EventBatch>;

function platformOf(request: Request, env: Env, ctx: ExecutionContext): Platform {
  return {
    env,
    bundled,
    relay: env.RELAY ? nearestRelay(env, env.RELAY, request.cf?.continent) : null,
    spool: env.SPOOL ? spoolOf(env, env.SPOOL) : null,
    fetch: (asked) => fetch(asked),
    waitUntil: (work) => ctx.waitUntil(work),
    rewriter: () => new HTMLRewriter(),
    cache: caches.default,
  };
}

function spoolOf(env: Env, namespace: NonNullable<Env["SPOOL"]>) {
  return namespace.get(namespace.idFromName(env.ENVIRONMENT));
}
