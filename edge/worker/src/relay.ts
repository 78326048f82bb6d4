import { DurableObject } from "cloudflare:workers";
import { environment, openSnapshot, revision } from "rimlight-core";
import type { Env } from "./env";
import { BadEnvelope, openEnvelope, type Purpose } from "./envelope";
import { readKills } from "./kills";

export interface Revisions {
  readonly revision: number;
  readonly killRevision: number;
}

/** What a waiting isolate receives: the revisions, and the signed bytes of whatever is newer than it has. */
export interface News extends Revisions {
  readonly snapshot?: Uint8Array<ArrayBuffer>;
  readonly kill?: Uint8Array<ArrayBuffer>;
}

/** Below the 30 s that a Worker may spend after its response. */
const HOLD_MILLIS = 20_000;

/**
 * Holds the newest signed snapshot and kill list, and tells waiting isolates the moment that one arrives.
 *
 * Only higher revisions are taken, so a delayed or repeated delivery changes nothing.
 */
export class Relay extends DurableObject<Env> {
  private waiters = new Set<() => void>();
  private revisions: Revisions = { revision: 0, killRevision: 0 };

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => {
      this.revisions = (await ctx.storage.get<Revisions>("revisions")) ?? this.revisions;
    });
  }

  /** Verifies and keeps; answers what it was and the revisions that are now held. */
  async publish(envelope: Uint8Array<ArrayBuffer>): Promise<Revisions & { purpose: Purpose }> {
    const opened = await openEnvelope(this.env, envelope);
    const before = this.revisions;
    if (opened.purpose === "snapshot") {
      const snapshot = openSnapshot(new Int8Array(opened.payload.buffer));
      this.requireEnvironment(environment(snapshot));
      const next = revision(snapshot);
      if (next > before.revision) {
        await this.keep("snapshot", envelope, { ...before, revision: next });
      }
    } else {
      const kills = readKills(opened.payload);
      this.requireEnvironment(kills.environment);
      if (kills.killRevision > before.killRevision) {
        await this.keep("kill", envelope, { ...before, killRevision: kills.killRevision });
      }
    }
    return { ...this.revisions, purpose: opened.purpose };
  }

  private requireEnvironment(environment: string): void {
    if (environment !== this.env.ENVIRONMENT) {
      throw new BadEnvelope(`environment == ${environment}, must be ${this.env.ENVIRONMENT}`);
    }
  }

  private async keep(
    what: "snapshot" | "kill",
    envelope: Uint8Array<ArrayBuffer>,
    revisions: Revisions,
  ): Promise<void> {
    await this.ctx.storage.put({ [what]: envelope, revisions });
    this.revisions = revisions;
    for (const wake of this.waiters) wake();
    this.waiters.clear();
  }

  /** Answers as soon as something newer than `seen` is here, at the latest after 20 s. */
  async watch(seen: Revisions): Promise<News> {
    if (!this.newerThan(seen)) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          this.waiters.delete(wake);
          resolve();
        }, HOLD_MILLIS);
        const wake = () => {
          clearTimeout(timer);
          resolve();
        };
        this.waiters.add(wake);
      });
    }
    return this.news(seen);
  }

  /** The same without waiting. */
  async news(seen: Revisions): Promise<News> {
    const { revision, killRevision } = this.revisions;
    const snapshot =
      revision > seen.revision
        ? await this.ctx.storage.get<Uint8Array<ArrayBuffer>>("snapshot")
        : undefined;
    const kill =
      killRevision > seen.killRevision
        ? await this.ctx.storage.get<Uint8Array<ArrayBuffer>>("kill")
        : undefined;
    return { revision, killRevision, ...(snapshot && { snapshot }), ...(kill && { kill }) };
  }

  private newerThan(seen: Revisions): boolean {
    return (
      this.revisions.revision > seen.revision || this.revisions.killRevision > seen.killRevision
    );
  }
}
