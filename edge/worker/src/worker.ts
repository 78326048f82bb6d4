import bundled from "./bundled.bin";
import type { Env, EventBatch } from "./env";
import { eventsIn, ingest, joined, spool } from "./events";
import type { Platform } from "./platform";
import { offered } from "./publish";
import { allRelays, nearestRelay } from "./relays";
import { serve } from "./serve";
import type { Pipe } from "./splice";

export { Relay } from "./relay";
export { Spool } from "./spool";

const RETRY_SECONDS = 5;

/** Rimlight on Cloudflare: what the platform binds becomes what the edge works with. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    // A Worker that throws serves the origin's page.
    ctx.passThroughOnException();
    const platform = new Cloudflare(request, env, ctx);
    return offered(platform, request) ?? serve(platform, request);
  },

  /** Carries queued events to the ingest; what it does not take now waits in the spool. */
  async queue(batch: MessageBatch<EventBatch>, env: Env): Promise<void> {
    // Isolates that serve pages are others than this one: they hear of it from their relay.
    let share = 1;
    const heard = (advised: number) => {
      share = Math.min(share, advised);
    };
    const messages = batch.messages.map(({ body }) => body.lines);
    for (const lines of joined(messages)) {
      try {
        await ingest(env, lines, heard);
      } catch (error) {
        console.error(`ingest: ${error}`);
        if (env.SPOOL) await spool(spoolOf(env, env.SPOOL), eventsIn(lines));
        else return batch.retryAll({ delaySeconds: RETRY_SECONDS });
      }
    }
    await tellShare(env, share);
  },
} satisfies ExportedHandler<Env, EventBatch>;

let toldShare = 1;

async function tellShare(env: Env, share: number): Promise<void> {
  if (share === toldShare || !env.RELAY) return;
  toldShare = share;
  await Promise.all(allRelays(env, env.RELAY).map((relay) => relay.advise(share)));
}

/** What a request seldom needs is made when it is asked for. */
class Cloudflare implements Platform {
  readonly bundled = bundled;

  constructor(
    private readonly request: Request,
    readonly env: Env,
    private readonly ctx: ExecutionContext,
  ) {}

  get relay() {
    const { env, request } = this;
    return env.RELAY ? nearestRelay(env, env.RELAY, request.cf?.continent) : null;
  }

  get spool() {
    return this.env.SPOOL ? spoolOf(this.env, this.env.SPOOL) : null;
  }

  get cache() {
    return caches.default;
  }

  fetch(asked: Request, signal?: AbortSignal): Promise<Response> {
    return signal ? fetch(asked, { signal }) : fetch(asked);
  }

  waitUntil(work: Promise<unknown>): void {
    this.ctx.waitUntil(work);
  }

  rewriter(): HTMLRewriter {
    return new HTMLRewriter();
  }

  pipe(): Pipe {
    return new IdentityTransformStream();
  }
}

function spoolOf(env: Env, namespace: NonNullable<Env["SPOOL"]>) {
  return namespace.get(namespace.idFromName(env.ENVIRONMENT));
}
