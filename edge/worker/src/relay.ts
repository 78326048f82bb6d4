import { DurableObject } from "cloudflare:workers";
import { environment, openSnapshot, revision } from "rimlight-core";
import type { Env } from "./env";
import { BadEnvelope, openEnvelope, type Purpose } from "./envelope";
import { readKills } from "./kills";
import type { Heard, News, Revisions } from "./memory";
import { KV_KILL, KV_SNAPSHOT } from "./refresh";

/** Below the 30 s that a Worker may spend after its response. */
const HOLD_MILLIS = 20_000;
/** KV takes one write a second and key. */
const KV_EVERY_MILLIS = 1_100;
const PURPOSES = ["kill", "snapshot"] as const;

/**
 * Holds the newest signed snapshot and kill list, and tells waiting isolates the moment that one arrives.
 *
 * Only higher revisions are taken, so a delayed or repeated delivery changes nothing. The relay of the first region also
 * copies what it holds to KV, by an alarm: as often as KV allows, the newest only, until it succeeds.
 */
export class Relay extends DurableObject<Env> {
  private waiters = new Set<() => void>();
  private revisions: Revisions = { revision: 0, killRevision: 0 };
  private share = 1;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => {
      this.revisions = (await ctx.storage.get<Revisions>("revisions")) ?? this.revisions;
    });
  }

  /** Verifies and keeps; answers what it was and the revisions that are now held. */
  async publish(
    envelope: Uint8Array<ArrayBuffer>,
    copiesToKv: boolean,
  ): Promise<Revisions & { purpose: Purpose }> {
    const opened = await openEnvelope(this.env, envelope);
    const before = this.revisions;
    let after = before;
    if (opened.purpose === "snapshot") {
      const snapshot = openSnapshot(new Int8Array(opened.payload.buffer));
      this.requireEnvironment(environment(snapshot));
      after = { ...before, revision: Math.max(before.revision, revision(snapshot)) };
    } else {
      const kills = readKills(opened.payload);
      this.requireEnvironment(kills.environment);
      after = { ...before, killRevision: Math.max(before.killRevision, kills.killRevision) };
    }
    if (after.revision !== before.revision || after.killRevision !== before.killRevision) {
      await this.keep(opened.purpose, envelope, after, copiesToKv);
    }
    return { ...this.revisions, purpose: opened.purpose };
  }

  private requireEnvironment(environment: string): void {
    if (environment !== this.env.ENVIRONMENT) {
      throw new BadEnvelope(`environment == ${environment}, must be ${this.env.ENVIRONMENT}`);
    }
  }

  private async keep(
    what: Purpose,
    envelope: Uint8Array<ArrayBuffer>,
    revisions: Revisions,
    copiesToKv: boolean,
  ): Promise<void> {
    const todo = copiesToKv && this.env.CONFIG ? { [`kv:${what}`]: true } : {};
    await this.ctx.storage.put({ [what]: envelope, revisions, ...todo });
    this.revisions = revisions;
    this.wake();
    if (copiesToKv && (await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now());
    }
  }

  override async alarm(): Promise<void> {
    const todo = await this.ctx.storage.get<boolean>(PURPOSES.map((what) => `kv:${what}`));
    let failed = false;
    for (const what of PURPOSES) {
      const envelope = await this.ctx.storage.get<Uint8Array<ArrayBuffer>>(what);
      if (!todo.get(`kv:${what}`) || !envelope) continue;
      await this.ctx.storage.delete(`kv:${what}`);
      try {
        await this.env.CONFIG?.put(what === "kill" ? KV_KILL : KV_SNAPSHOT, envelope);
      } catch (error) {
        console.error(`kv: ${error}`);
        await this.ctx.storage.put(`kv:${what}`, true);
        failed = true;
      }
    }
    // One more look after a write, because what came meanwhile found an alarm set.
    if (failed || todo.size > 0) await this.ctx.storage.setAlarm(Date.now() + KV_EVERY_MILLIS);
  }

  /** Tells all isolates how much the ingest has room for, see `advise` of events. */
  advise(share: number): void {
    if (share === this.share) return;
    this.share = share;
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiters) wake();
    this.waiters.clear();
  }

  /** Answers as soon as something else than what was heard is here, at the latest after 20 s. */
  async watch(heard: Heard): Promise<News> {
    if (!this.newerThan(heard)) {
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
    return this.news(heard);
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
    const { share } = this;
    return { revision, killRevision, share, ...(snapshot && { snapshot }), ...(kill && { kill }) };
  }

  private newerThan(heard: Heard): boolean {
    return (
      this.revisions.revision > heard.revision ||
      this.revisions.killRevision > heard.killRevision ||
      (heard.share ?? this.share) !== this.share
    );
  }
}
