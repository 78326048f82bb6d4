import { Minus, PencilLine, Plus } from "lucide-react";
import type { Pending } from "../api/documents.ts";
import { HistoryLink } from "../history/HistoryLink.tsx";
import { Further } from "../kit/Further.tsx";

const MARKS = { added: Plus, changed: PencilLine, removed: Minus };
const VERBS = { added: "Add", changed: "Change", removed: "Remove" };

/** What would be published; the history of each tells its fields. */
export function PendingList({ environment, pending }: { environment: string; pending: Pending[] }) {
  return (
    <ul className="divide-y divide-line">
      <Further of={pending}>
        {({ noun, key, change }) => {
          const Icon = MARKS[change];
          return (
            <li key={`${noun} ${key}`} className="flex items-center gap-3 px-4 sm:px-5 py-2.5">
              <Icon aria-hidden size={16} className="shrink-0 text-muted" />
              <span className="min-w-0">
                {VERBS[change]} {noun} <span className="break-all font-medium">{key}</span>
              </span>
              {change !== "removed" && (
                <HistoryLink
                  environment={environment}
                  noun={noun}
                  documentKey={key}
                  className="ms-auto"
                >
                  History<span className="sr-only"> of {key}</span>
                </HistoryLink>
              )}
            </li>
          );
        }}
      </Further>
    </ul>
  );
}
