import type { Decision, ExperimentEntry, Summary } from "../api/documents.ts";

const READY: ReadonlySet<Decision["code"]> = new Set([
  "ship",
  "roll_back",
  "your_call",
  "do_not_trust",
]);

/** The running experiments whose results ask somebody to do something, in the server's words. */
export function ready(entries: ExperimentEntry[]): (ExperimentEntry & { summary: Summary })[] {
  return entries.flatMap((entry) =>
    entry.experiment.status === "running" &&
    entry.summary !== undefined &&
    READY.has(entry.summary.decision)
      ? [{ ...entry, summary: entry.summary }]
      : [],
  );
}

/** Whether the results of some running experiment are not known yet, so that it may still ask for something. */
export function undecided(entries: ExperimentEntry[]): boolean {
  return entries.some(
    ({ experiment, startedAt, summary }) =>
      experiment.status === "running" && startedAt !== undefined && summary === undefined,
  );
}
