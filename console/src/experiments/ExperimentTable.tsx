import { count, orAbsent } from "../fmt.ts";
import { AxisLabels } from "../results/AxisLabels.tsx";
import { Advice } from "./Advice.tsx";
import { ExperimentLink } from "./ExperimentLink.tsx";
import type { ListProps } from "./ExperimentList.tsx";
import { ExperimentStatus } from "./ExperimentStatus.tsx";
import { GoalInterval } from "./GoalInterval.tsx";
import { HealthDot } from "./HealthDot.tsx";

export function ExperimentTable({ environment, entries, axis }: ListProps) {
  return (
    <table className="w-full table-fixed">
      <thead className="text-12 text-muted">
        <tr className="border-line border-b">
          <th className="w-[24%] px-5 py-2 text-start font-medium">Experiment</th>
          <th className="w-48 px-3 py-2 text-start font-medium">Status</th>
          <th className="px-3 py-2 text-start font-medium">
            <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-end gap-2">
              Goal
              <AxisLabels axis={axis} />
            </div>
          </th>
          <th className="w-32 px-3 py-2 text-start font-medium">Health</th>
          <th className="w-24 px-5 py-2 text-end font-medium">Visitors</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr
            key={entry.experiment.key}
            className="border-line border-b last:border-b-0 hover:bg-bg"
          >
            <td className="px-5 py-2">
              <ExperimentLink environment={environment} entry={entry} />
            </td>
            <td className="px-3 py-2">
              <ExperimentStatus entry={entry} />
              <Advice entry={entry} />
            </td>
            <td className="px-3 py-2">
              <GoalInterval entry={entry} axis={axis} />
            </td>
            <td className="px-3 py-2">
              {entry.summary && <HealthDot health={entry.summary.health} />}
            </td>
            <td className="px-5 py-2 text-end tabular-nums">
              {orAbsent(entry.summary?.exposedUnits, count)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
