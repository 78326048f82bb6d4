import { Link } from "@tanstack/react-router";
import type { Explanation } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { TraceSteps } from "./TraceSteps.tsx";
import { reasonOf, type Trace } from "./trace.ts";

/** One flag: what is given, why in a sentence, and everything behind it when it is open. */
export function DecisionItem({
  environment,
  decision,
  open,
  onOpen,
}: {
  environment: string;
  decision: Explanation;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const trace = decision.trace as unknown as Trace;
  return (
    <li className="border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Link
            to="/environments/$environment/flags/$key"
            params={{ environment, key: decision.flag }}
            className="break-all font-medium hover:underline"
          >
            {decision.flag}
          </Link>
          <p className="text-13 text-muted">{reasonOf(trace)}</p>
        </div>
        <span className="flex items-center gap-3">
          <span className="font-semibold">
            {decision.variant === "-" ? "the page's own" : decision.variant}
          </span>
          <Button aria-expanded={open} onClick={() => onOpen(!open)}>
            {open ? "Hide why" : "Why?"}
          </Button>
        </span>
      </div>
      {open && (
        <div className="mt-3">
          {trace.steps === undefined ? (
            <p className="text-13 text-muted">No rule was looked at.</p>
          ) : (
            <TraceSteps steps={trace.steps} />
          )}
        </div>
      )}
    </li>
  );
}
