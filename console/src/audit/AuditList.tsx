import type { AuditEntry } from "../api/documents.ts";
import { time } from "../fmt.ts";

export function AuditList({ entries }: { entries: AuditEntry[] }) {
  return (
    <ol className="divide-y divide-line">
      {entries.map(({ seq, at, by, sentence }) => (
        <li
          key={seq}
          className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 sm:px-5 py-2.5"
        >
          <time
            dateTime={new Date(at).toISOString()}
            className="w-36 shrink-0 text-12 text-muted tabular-nums"
          >
            {time(at)}
          </time>
          <span className="min-w-0 flex-1 basis-60">{sentence}</span>
          <span className="text-12 text-muted">{by}</span>
        </li>
      ))}
    </ol>
  );
}
