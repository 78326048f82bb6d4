import type { AuditEntry, Pending } from "../api/documents.ts";
import { HistoryLink } from "../history/HistoryLink.tsx";

const NOUNS: Pending["noun"][] = ["flag", "experiment", "route", "segment", "metric"];

/** To the history of the document that a change is about; nothing for what is no document. */
export function SubjectLink({
  environment,
  entry: { action, key },
}: {
  environment: string;
  entry: AuditEntry;
}) {
  const [about, verb] = action.split(".");
  const noun = NOUNS.find((each) => each === about);
  return !key || noun === undefined || verb === "delete" ? null : (
    <HistoryLink environment={environment} noun={noun} documentKey={key} className="break-all">
      History of {key}
    </HistoryLink>
  );
}
