import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env";
import { ingest } from "./events";

const RETRY_MILLIS = 1_000;
const RETRY_MILLIS_MAX = 30_000;
const BATCHES_PER_ALARM = 200;
/** Above so many waiting batches only what must not be lost is kept. */
const ROOM = 20_000;

/** Keeps events on disk while their way is blocked, and delivers them in order when it is free again. */
export class Spool extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "create table if not exists batch (seq integer primary key autoincrement, body text not null)",
    );
  }

  /** `rest` is dropped when there is little room; durable when this returns. */
  async keep(kept: string, rest: string): Promise<void> {
    const room = Number(this.env.SPOOL_BATCHES ?? ROOM);
    const lines = (await this.depth()) < room ? [kept, rest] : [kept];
    for (const body of lines) {
      if (body !== "") this.ctx.storage.sql.exec("insert into batch (body) values (?)", body);
    }
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MILLIS);
    }
    await this.ctx.storage.sync();
  }

  /** How many batches wait. */
  async depth(): Promise<number> {
    return this.ctx.storage.sql.exec<{ n: number }>("select count(*) as n from batch").one().n;
  }

  override async alarm(): Promise<void> {
    const waiting = this.ctx.storage.sql
      .exec<{ seq: number; body: string }>(
        "select seq, body from batch order by seq limit ?",
        BATCHES_PER_ALARM,
      )
      .toArray();
    try {
      for (const { seq, body } of waiting) {
        await ingest(this.env, body);
        this.ctx.storage.sql.exec("delete from batch where seq = ?", seq);
      }
      await this.ctx.storage.put("failures", 0);
    } catch (error) {
      const failures = ((await this.ctx.storage.get<number>("failures")) ?? 0) + 1;
      await this.ctx.storage.put("failures", failures);
      console.error(`spool: ${error}`);
      const delay = Math.min(RETRY_MILLIS * 2 ** Math.min(failures, 5), RETRY_MILLIS_MAX);
      await this.ctx.storage.setAlarm(Date.now() + delay);
      return;
    }
    if ((await this.depth()) > 0) await this.ctx.storage.setAlarm(Date.now());
  }
}
