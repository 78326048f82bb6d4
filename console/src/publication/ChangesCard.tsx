import { Minus, PencilLine, Plus } from "lucide-react";
import type { Review } from "../api/documents.ts";
import { HistoryLink } from "../history/HistoryLink.tsx";
import { Card } from "../kit/Card.tsx";
import { Differences } from "../kit/Differences.tsx";
import { Further } from "../kit/Further.tsx";

const MARKS = { added: Plus, changed: PencilLine, removed: Minus };

/** Fields that are shown at once; more wait behind a line. */
const MOST_OPEN = 4;

/** Every draft that differs from what is published, with who changed it last. */
export function ChangesCard({
  environment,
  differences,
}: {
  environment: string;
  differences: Review["differences"];
}) {
  return (
    <Card title="Not published yet">
      <ul className="divide-y divide-line">
        <Further of={differences}>
          {({ noun, key, change, sentence, fields, updatedBy }) => {
            const Icon = MARKS[change];
            return (
              <li key={`${noun} ${key}`} className="space-y-2 px-4 py-3 sm:px-5">
                <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                  <Icon aria-hidden size={16} className="shrink-0 translate-y-0.5 text-muted" />
                  <span className="min-w-0 flex-1 basis-56 break-words">{sentence}</span>
                  {updatedBy && <span className="text-12 text-muted">last by {updatedBy}</span>}
                  {change !== "removed" && (
                    <HistoryLink environment={environment} noun={noun} documentKey={key}>
                      History<span className="sr-only"> of {key}</span>
                    </HistoryLink>
                  )}
                </div>
                {fields.length > 0 && (
                  <div className="ps-7">
                    {fields.length <= MOST_OPEN ? (
                      <Differences differences={fields} />
                    ) : (
                      <details>
                        <summary className="mb-2 w-fit text-13">{fields.length} fields</summary>
                        <Differences differences={fields} />
                      </details>
                    )}
                  </div>
                )}
              </li>
            );
          }}
        </Further>
      </ul>
    </Card>
  );
}
