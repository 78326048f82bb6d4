import type { ExperimentEntry } from "../api/documents.ts";
import { Change } from "../results/Change.tsx";
import { ForestBar } from "../results/ForestBar.tsx";
import type { Axis } from "../results/forest.ts";
import { shownVerdict } from "../results/shown.ts";

/** The goal's change and its interval in a row's height, or what there is to say instead. */
export function GoalInterval({ entry, axis }: { entry: ExperimentEntry; axis: Axis }) {
  const { summary, startedAt } = entry;
  if (summary === undefined) {
    const waiting = startedAt === undefined ? "Not started." : "Being computed\u2026";
    return <p className="text-12 text-muted">{waiting}</p>;
  }
  const { goal, decision, headline } = summary;
  if (goal?.relative === undefined) {
    return <p className="text-12 text-muted">{goal?.reason ?? headline}</p>;
  }
  const verdict = shownVerdict(goal.verdict, decision);
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-center gap-2">
      <Change range={goal.relative} verdict={verdict} />
      <div className="relative h-10">
        <ForestBar axis={axis} range={goal.relative} verdict={verdict} />
      </div>
    </div>
  );
}
