import { Link } from "@tanstack/react-router";
import type { AuditEntry } from "../api/documents.ts";
import { count, time } from "../fmt.ts";
import { Differences } from "../kit/Differences.tsx";
import { SubjectLink } from "./SubjectLink.tsx";

/** What was changed, when and by whom; `brief` leaves the fields and hashes to the log's own page. */
export function AuditList({
  environment,
  entries,
  brief = false,
}: {
  environment: string;
  entries: AuditEntry[];
  brief?: boolean;
}) {
  return (
    <ol className="divide-y divide-line">
      {entries.map((entry) => (
        <li
          key={entry.seq}
          className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5"
        >
          <time
            dateTime={new Date(entry.at).toISOString()}
            className="w-36 shrink-0 text-12 text-muted tabular-nums"
          >
            {time(entry.at)}
          </time>
          <div className="min-w-0 flex-1 basis-60">
            <p className="break-words">{entry.sentence}</p>
            {!brief && <More entry={entry} />}
          </div>
          <span className="flex min-w-0 flex-wrap gap-x-3 text-12 text-muted">
            <SubjectLink environment={environment} entry={entry} />
            <Link
              to="/environments/$environment/audit"
              params={{ environment }}
              search={{ by: entry.by }}
              className="break-all py-1 underline underline-offset-2"
            >
              {entry.by}
            </Link>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What changed field by field, and what seals the entry. */
function More({ entry: { seq, differences = [], hash } }: { entry: AuditEntry }) {
  const fields = differences.length === 1 ? "1 field" : `${count(differences.length)} fields`;
  return (
    <details className="mt-0.5 text-12">
      <summary className="w-fit py-1 text-muted">
        Change {seq}
        {differences.length > 0 && `, ${fields}`}
      </summary>
      <div className="mt-2 space-y-2.5">
        {differences.length > 0 && <Differences differences={differences} />}
        <p className="text-muted">
          {hash ? (
            <>
              Hash <code className="break-all">{hash}</code>
            </>
          ) : (
            "From before changes had hashes."
          )}
        </p>
      </div>
    </details>
  );
}
