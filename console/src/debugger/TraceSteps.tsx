import { Check, Minus } from "lucide-react";
import { nameOf, type Step, sawOf } from "./trace.ts";

/** Each rule and condition in its order, with what it saw and whether it held. */
export function TraceSteps({ steps }: { steps: Step[] }) {
  return (
    <ol className="space-y-1 border-line border-s ps-3">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a trace is read once and never changes
        <li key={index}>
          <div className="flex flex-wrap items-baseline gap-x-2 text-13">
            <Mark holds={step.holds} />
            <span className="font-medium">{nameOf(step)}</span>
            <span className="break-all text-muted">{sawOf(step)}</span>
          </div>
          {[step.gate, step.steps].map(
            (below, place) =>
              below && (
                <div key={place === 0 ? "gate" : "steps"} className="mt-1 ms-1">
                  <TraceSteps steps={below} />
                </div>
              ),
          )}
        </li>
      ))}
    </ol>
  );
}

function Mark({ holds }: { holds: boolean | undefined }) {
  if (holds === undefined) return null;
  const Icon = holds ? Check : Minus;
  return (
    <span className={holds ? "text-better" : "text-muted"}>
      <Icon aria-hidden size={14} className="inline" />
      <span className="sr-only">{holds ? "holds" : "does not hold"}</span>
    </span>
  );
}
