import { report } from "./events";
import type { Platform } from "./platform";

/** Counts what an attacker or a broken page could make happen in every request: one event at once, then one in ten seconds. */
const EVERY_MILLIS = 10_000;
const MOST_SUBJECTS = 1_000;

const counts = new Map<string, { count: number; reportedAt: number }>();

export function count(platform: Platform, name: string, subject: string): void {
  const key = `${name}|${subject}`;
  const now = Date.now();
  const known = counts.get(key);
  if (!known && counts.size >= MOST_SUBJECTS) counts.clear();
  const entry = known ?? { count: 0, reportedAt: 0 };
  counts.set(key, entry);
  entry.count++;
  if (now - entry.reportedAt < EVERY_MILLIS) return;
  report(platform, { name, subject, value: entry.count });
  entry.count = 0;
  entry.reportedAt = now;
}
