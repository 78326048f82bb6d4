import type { ExperimentEntry } from "../api/documents.ts";

/** The reserved flag by which some visitors get pages without the edge's work. */
export const PLATFORM_FLAG = "rimlight-platform";

/** Those of which something can have been measured, running ones first. */
export function measured(entries: ExperimentEntry[]): ExperimentEntry[] {
  const started = entries.filter(({ startedAt }) => startedAt !== undefined);
  const runs = ({ experiment }: ExperimentEntry) => (experiment.status === "running" ? 0 : 1);
  return started.toSorted((a, b) => runs(a) - runs(b));
}

/** The experiment on the edge's own cost, if one has begun. */
export function onPlatform(entries: ExperimentEntry[]): ExperimentEntry | undefined {
  return measured(entries).find(({ experiment }) => experiment.flag === PLATFORM_FLAG);
}
