import { Snowflake } from "lucide-react";
import { timeOfYear } from "../fmt.ts";
import type { Freeze } from "./freeze.ts";

/** Why nothing is published now, and until when. */
export function FreezeNote({ freeze: { until, reason } }: { freeze: Freeze }) {
  return (
    <p className="flex gap-2 rounded-md border border-warn bg-warn-soft px-4 py-3 text-warn">
      <Snowflake aria-hidden size={18} className="mt-0.5 shrink-0" />
      <span className="min-w-0">
        Nothing is published until <strong>{timeOfYear(until)}</strong>
        {reason && `: ${reason}`}. Kills go on.
      </span>
    </p>
  );
}
