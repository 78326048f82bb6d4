import { Link } from "@tanstack/react-router";
import type { AuditEntry } from "../api/documents.ts";

const NOUNS = { flag: "flags", experiment: "experiments", route: "routes" } as const;
const LOOK = "break-all py-1 underline underline-offset-2";

/** To the history of the document that a change is about; nothing for what is no document. */
export function SubjectLink({
  environment,
  entry: { action, key },
}: {
  environment: string;
  entry: AuditEntry;
}) {
  const [noun = "", verb] = action.split(".");
  if (!key || verb === "delete" || !(noun in NOUNS)) {
    return null;
  }
  const nouns = NOUNS[noun as keyof typeof NOUNS];
  return (
    <Link
      to={`/environments/$environment/${nouns}/$key/history`}
      params={{ environment, key }}
      className={LOOK}
    >
      History of {key}
    </Link>
  );
}
