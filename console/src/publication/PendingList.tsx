import { Link } from "@tanstack/react-router";
import { Minus, PencilLine, Plus } from "lucide-react";
import type { Pending } from "../api/documents.ts";

const MARKS = { added: Plus, changed: PencilLine, removed: Minus };
const VERBS = { added: "Add", changed: "Change", removed: "Remove" };

const NOUNS = { flag: "flags", experiment: "experiments", route: "routes" } as const;

/** What would be published; the history of each tells its fields. */
export function PendingList({ environment, pending }: { environment: string; pending: Pending[] }) {
  return (
    <ul className="divide-y divide-line">
      {pending.map(({ noun, key, change }) => {
        const Icon = MARKS[change];
        return (
          <li key={`${noun} ${key}`} className="flex items-center gap-3 px-4 sm:px-5 py-2.5">
            <Icon aria-hidden size={16} className="shrink-0 text-muted" />
            <span className="min-w-0">
              {VERBS[change]} {noun} <span className="break-all font-medium">{key}</span>
            </span>
            {change !== "removed" && (
              <Link
                to={`/environments/$environment/${NOUNS[noun]}/$key/history`}
                params={{ environment, key }}
                aria-label={`History of ${key}`}
                className="ms-auto py-1 text-12 text-muted underline underline-offset-2"
              >
                History
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
