import { count } from "../fmt.ts";
import { AxisLabels } from "../results/AxisLabels.tsx";
import { Advice } from "./Advice.tsx";
import { ExperimentLink } from "./ExperimentLink.tsx";
import type { ListProps } from "./ExperimentList.tsx";
import { ExperimentStatus } from "./ExperimentStatus.tsx";
import { GoalInterval } from "./GoalInterval.tsx";
import { HealthDot } from "./HealthDot.tsx";

/** The experiments on a phone: a card each, with every value of the table. */
export function ExperimentCards({ environment, entries, axis }: ListProps) {
  return (
    <ul>
      {entries.map((entry) => (
        <li
          key={entry.experiment.key}
          className="space-y-2 border-line border-b px-4 py-3 last:border-b-0"
        >
          <ExperimentLink environment={environment} entry={entry} />
          <GoalInterval entry={entry} axis={axis} />
          {entry.summary?.goal?.relative && (
            <div className="ms-[8.5rem]">
              <AxisLabels axis={axis} />
            </div>
          )}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <ExperimentStatus entry={entry} />
            {entry.summary && (
              <>
                <HealthDot health={entry.summary.health} />
                <span className="text-13 text-muted tabular-nums">
                  {count(entry.summary.exposedUnits)} visitors
                </span>
              </>
            )}
          </div>
          <Advice entry={entry} />
        </li>
      ))}
    </ul>
  );
}
