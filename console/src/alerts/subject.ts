import type { Alert } from "../api/documents.ts";

const OF_EXPERIMENT = /^experiment ([a-zA-Z0-9][a-zA-Z0-9_.-]*),/;

/** The key of the experiment that an alert is about; undefined when it is about something else. */
export function experimentOf({ subject }: Pick<Alert, "subject">): string | undefined {
  return OF_EXPERIMENT.exec(subject)?.[1];
}
