import type { ExperimentEntry } from "../api/documents.ts";

/** What the results advise, unless the status says the same. */
export function Advice({ entry: { summary } }: { entry: ExperimentEntry }) {
  if (summary === undefined || SAID_BY_STATUS.has(summary.decision)) {
    return null;
  }
  return (
    <div
      className={`text-12 ${summary.decision === "do_not_trust" ? "text-danger" : "text-muted"}`}
    >
      {summary.headline}
    </div>
  );
}

const SAID_BY_STATUS = new Set(["draft", "killed", "stopped"]);
