import type { Reported } from "./reported";

/** What the edge takes in one beacon. */
export const BEACON_EVENTS = 50;
export const BEACON_BYTES = 32 * 1024;

/** Whom the events are of: what the edge issued with the page. */
export interface Sender {
  readonly token?: string;
  readonly page?: string;
}

/** The bodies that carry the events, each within the limits. One event that alone is too large goes alone. */
export function beacons(sender: Sender, events: readonly Reported[]): string[] {
  if (events.length === 0) return [];
  const body = JSON.stringify({ token: sender.token, page: sender.page, events });
  const fits = events.length <= BEACON_EVENTS && new Blob([body]).size < BEACON_BYTES;
  if (fits || events.length === 1) return [body];
  const half = events.length >> 1;
  return [...beacons(sender, events.slice(0, half)), ...beacons(sender, events.slice(half))];
}
