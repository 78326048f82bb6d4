import type { Env } from "./env";
import { within } from "./memory";

/** State of a visitor on D1: read only for routes whose rules ask for it, written after the response. */

const READ_BUDGET_MILLIS = 50;

/** Orders that the visitor has placed; null when D1 does not answer in time, and the rules then see nothing. */
export async function ordersOf(env: Env, unit: string): Promise<number | null> {
  try {
    const row = env.STATE.prepare("select count(*) as orders from visitor_order where unit = ?")
      .bind(unit)
      .first<{ orders: number }>();
    return (await within(READ_BUDGET_MILLIS, row))?.orders ?? 0;
  } catch (error) {
    console.error(`stored: ${error}`);
    return null;
  }
}

export async function recordOrder(
  env: Env,
  unit: string,
  eventId: string,
  at: number,
): Promise<void> {
  await env.STATE.prepare(
    "insert into visitor_order (unit, event_id, at) values (?, ?, ?) on conflict do nothing",
  )
    .bind(unit, eventId, at)
    .run();
}
