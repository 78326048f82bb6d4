import { Change } from "../results/Change.tsx";
import { ForestBar } from "../results/ForestBar.tsx";
import { absence } from "../results/shown.ts";
import type { Listed, ListProps } from "./ExperimentList.tsx";
import { goalOf } from "./goal.ts";

/** The goal's change and its interval in a row's height. */
export function GoalInterval({ listed, axis }: { listed: Listed; axis: ListProps["axis"] }) {
  const { entry, results, failed } = listed;
  const goal = results && goalOf(results);
  if (goal?.range === undefined) {
    return (
      <p className="text-12 text-muted">
        {goal
          ? absence(goal)
          : (results?.decision.headline ?? waiting(entry.experiment.status, failed))}
      </p>
    );
  }
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-2">
      <Change range={goal.range} verdict={goal.verdict} />
      <div className="relative h-10">
        <ForestBar axis={axis} range={goal.range} verdict={goal.verdict} />
      </div>
    </div>
  );
}

function waiting(status: string, failed: boolean): string {
  if (failed) {
    return "The results do not load; open the experiment for the reason.";
  }
  return status === "draft" ? "Not started." : "\u2026";
}
