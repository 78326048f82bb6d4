import { Hourglass } from "lucide-react";
import type { FlagEntry } from "../api/documents.ts";

/** Why the flag could go, as the server says it. */
export function StaleFlag({ entry: { stale } }: { entry: FlagEntry }) {
  return (
    stale && (
      <p className="flex gap-1.5 text-13 text-warn">
        <Hourglass aria-hidden size={15} className="mt-0.5 shrink-0" />
        <span className="min-w-0">{stale.sentence}</span>
      </p>
    )
  );
}
