import { CircleCheck, CircleMinus } from "lucide-react";
import type { ExplanationList, Flag } from "../api/documents.ts";

type Explained = ExplanationList["decisions"][number];

/** What of a trace this page reads; spec/decisions.md has the rest. */
type Trace = { reason?: string; rule?: string | null; steps?: { rule?: string | null }[] };

const REASONS: Record<string, string> = {
  OFF: "because the flag is off",
  KILLED: "because the flag is killed",
  STICKY: "because an experiment keeps what it gave before",
  UNSUPPORTED: "because the flag uses something that the engine does not know",
  ERROR: "because the flag cannot be decided for this visitor",
};

/** The variant in a sentence, then each rule that was asked until one served. */
export function TracedRules({ flag, decision }: { flag: Flag; decision: Explained }) {
  const { reason = "", rule, steps = [] } = decision.trace as Trace;
  const why =
    REASONS[reason] ?? (rule ? `by rule ${rule}` : "because no rule served; the default did");
  const rules = (flag.rules ?? []).map(({ id }) => id);
  return (
    <>
      <p>
        Gets{" "}
        <strong>{decision.variant === "-" ? "nothing: the page's own" : decision.variant}</strong>{" "}
        {why}.
      </p>
      <ol className="space-y-1 text-13">
        {steps.map((step) => {
          const served = (step.rule ?? null) === (rule ?? null);
          const Icon = served ? CircleCheck : CircleMinus;
          return (
            <li key={step.rule ?? ""} className="flex gap-2">
              <Icon
                aria-hidden
                size={15}
                className={`mt-0.5 shrink-0 ${served ? "" : "text-muted"}`}
              />
              <span className={`min-w-0 ${served ? "font-medium" : "text-muted"}`}>
                {step.rule ? `${rules.indexOf(step.rule) + 1} ${step.rule}` : "else"}
                {served ? " served" : " did not serve"}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
