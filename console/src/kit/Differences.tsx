import { Minus, Plus } from "lucide-react";
import type { Difference } from "../api/documents.ts";
import { fieldName, valueText } from "./differences.ts";

/** Field by field what was and what is: by sign, place and word, never by colour. */
export function Differences({ differences }: { differences: Difference[] }) {
  return (
    <dl className="space-y-2.5 text-13">
      {differences.map((difference) => (
        <div key={difference.path} className="min-w-0">
          <dt className="break-words font-medium">{fieldName(difference.path)}</dt>
          <dd className="mt-1 overflow-clip rounded-sm border border-line">
            {"before" in difference && (
              <Side word="before" icon={Minus} value={difference.before} look="text-muted" />
            )}
            {"after" in difference && (
              <Side word="after" icon={Plus} value={difference.after} look="bg-sunken" />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Side({
  word,
  icon: Icon,
  value,
  look,
}: {
  word: string;
  icon: typeof Plus;
  value: unknown;
  look: string;
}) {
  return (
    <div className={`flex items-start gap-2 px-2 py-1 ${look}`}>
      <Icon aria-hidden size={14} className="mt-0.5 shrink-0" />
      <span className="sr-only">{word}</span>
      <code className="min-w-0 whitespace-pre-wrap break-words text-12">{valueText(value)}</code>
    </div>
  );
}
