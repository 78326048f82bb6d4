/** What is away or out of date, as far as this isolate has seen; cleared by the next success of the same thing. */
export type Dependency =
  | "config"
  | "stale"
  | "relay"
  | "kv"
  | "control"
  | "state"
  | "sink"
  | "origin"
  | "edits";

const since = new Map<Dependency, number>();

/** True when this is news. */
export function degrade(what: Dependency): boolean {
  if (since.has(what)) return false;
  since.set(what, Date.now());
  return true;
}

export function restore(what: Dependency): void {
  since.delete(what);
}

/** In the order in which it began. */
export function degraded(): readonly Dependency[] {
  return [...since.keys()];
}
