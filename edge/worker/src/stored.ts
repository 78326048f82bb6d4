import { ask } from "./breaker";
import type { Platform } from "./platform";

/** State of a visitor on D1 and KV: read only for routes whose rules ask for it, within a budget, written after the response. */

const READ_BUDGET_MILLIS = 50;
/** KV: the segments of a unit, a JSON array of keys. */
export const KV_SEGMENTS = "seg:";

/** Orders that the visitor has placed; null when nobody knows in time, and the rules then see nothing. */
export async function ordersOf(platform: Platform, unit: string): Promise<number | null> {
  const state = platform.env.STATE;
  if (!state) return null;
  try {
    const row = await ask("state", READ_BUDGET_MILLIS, () =>
      state
        .prepare("select count(*) as orders from visitor_order where unit = ?")
        .bind(unit)
        .first<{ orders: number }>(),
    );
    return row?.orders ?? 0;
  } catch {
    return null;
  }
}

export async function recordOrder(
  platform: Platform,
  unit: string,
  eventId: string,
  at: number,
): Promise<void> {
  await platform.env.STATE?.prepare(
    "insert into visitor_order (unit, event_id, at) values (?, ?, ?) on conflict do nothing",
  )
    .bind(unit, eventId, at)
    .run();
}

/** Of the segments whose lists are kept outside of the snapshot, those that one of the units is in. */
export async function segmentsOf(
  platform: Platform,
  asked: ReadonlySet<string>,
  units: readonly string[],
): Promise<readonly string[]> {
  const found = await Promise.allSettled([fromKv(platform, units), fromD1(platform, units)]);
  const known = found.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  return [...new Set(known)].filter((segment) => asked.has(segment));
}

async function fromKv(platform: Platform, units: readonly string[]): Promise<readonly string[]> {
  const kv = platform.env.CONFIG;
  if (!kv) return [];
  const names = units.map((unit) => KV_SEGMENTS + unit);
  const kept = await ask("kv", READ_BUDGET_MILLIS, () =>
    Promise.all(names.map((name) => kv.get<unknown>(name, { type: "json", cacheTtl: 60 }))),
  );
  return kept.flat().filter((segment) => typeof segment === "string");
}

async function fromD1(platform: Platform, units: readonly string[]): Promise<readonly string[]> {
  const state = platform.env.STATE;
  if (!state) return [];
  const marks = units.map(() => "?").join(", ");
  const { results } = await ask("state", READ_BUDGET_MILLIS, () =>
    state
      .prepare(
        `select segment from segment_member where unit in (${marks}) and (expires_at = 0 or expires_at > ?)`,
      )
      .bind(...units, Date.now())
      .all<{ segment: string }>(),
  );
  return results.map(({ segment }) => segment);
}
