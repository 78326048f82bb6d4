import { GitCompareArrows } from "lucide-react";
import type { Version } from "../api/documents.ts";
import { count, time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Differences } from "../kit/Differences.tsx";

/** Differences that are shown at once; more wait behind a line. */
const MOST_OPEN = 4;

export function VersionItem({
  version: { version, updatedAt, updatedBy, differences },
  present,
  onCompare,
}: {
  version: Version;
  present: number;
  onCompare: (version: number) => void;
}) {
  return (
    <li className="space-y-2.5 px-4 py-3.5 sm:px-5">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0">
          <span className="font-medium">Version {version}</span>
          {version === present && <span className="ms-2 text-12 text-muted">the present</span>}
          <span className="ms-3 text-13 text-muted tabular-nums">
            {time(updatedAt)} by {updatedBy}
          </span>
        </p>
        {version < present && (
          <Button
            aria-label={`Compare version ${version} with the present`}
            onClick={() => onCompare(version)}
          >
            <GitCompareArrows aria-hidden size={15} />
            Compare…
          </Button>
        )}
      </div>
      {differences.length === 0 ? (
        <p className="text-13 text-muted">
          {version === 1 ? "The first version." : "No field differs from the version before."}
        </p>
      ) : differences.length <= MOST_OPEN ? (
        <Differences differences={differences} />
      ) : (
        <details>
          <summary className="mb-2 w-fit text-13">{count(differences.length)} fields</summary>
          <Differences differences={differences} />
        </details>
      )}
    </li>
  );
}
