import type { Results } from "../api/documents.ts";
import { AxisLabels } from "./AxisLabels.tsx";
import { Change } from "./Change.tsx";
import { ForestBar } from "./ForestBar.tsx";
import { axisOf } from "./forest.ts";
import { comparedVariant, letterOf, rowsOf } from "./shown.ts";

/** The first goal's effect as a picture beside the advice; absent while the numbers cannot be believed. */
export function GoalGlance({ results }: { results: Results }) {
  const variant = comparedVariant(results, undefined);
  if (variant === undefined || results.decision.code === "do_not_trust") {
    return null;
  }
  const goal = rowsOf(results, variant, "always").find(({ metric }) => metric.role === "goal");
  if (goal?.range === undefined) {
    return null;
  }
  const axis = axisOf([{ role: "goal", range: goal.range }]);
  return (
    <div className="my-auto grid max-w-2xl items-center gap-x-5 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <div>
        <div className="text-12 text-muted">
          {goal.metric.name}, {letterOf(results, variant)} against{" "}
          {letterOf(results, results.control)}
        </div>
        <div className="text-20">
          <Change range={goal.range} verdict={goal.verdict} />
        </div>
      </div>
      <div>
        <div className="relative h-9">
          <ForestBar axis={axis} range={goal.range} verdict={goal.verdict} />
        </div>
        <AxisLabels axis={axis} />
      </div>
    </div>
  );
}
