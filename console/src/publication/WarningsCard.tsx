import { TriangleAlert } from "lucide-react";
import type { Review } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";

/** What looks wrong; none of it forbids to publish. */
export function WarningsCard({ warnings }: { warnings: Review["warnings"] }) {
  return (
    <Card title={warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`}>
      <ul className="divide-y divide-line">
        {warnings.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`} className="flex gap-2.5 px-4 py-2.5 sm:px-5">
            <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warn" />
            <div className="min-w-0">
              <p>{sentence}</p>
              <code className="break-all text-12 text-muted">{path}</code>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
