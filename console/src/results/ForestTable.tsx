import type { Results } from "../api/documents.ts";
import { orAbsent, pValue } from "../fmt.ts";
import { AxisLabels } from "./AxisLabels.tsx";
import { Change } from "./Change.tsx";
import { ForestBar } from "./ForestBar.tsx";
import type { Axis } from "./forest.ts";
import { GROUPS } from "./groups.ts";
import { MetricName } from "./MetricName.tsx";
import { absence, armText, type Row } from "./shown.ts";
import { VariantMark } from "./VariantMark.tsx";
import { VerdictChip } from "./VerdictChip.tsx";

export type ForestProps = {
  results: Results;
  variant: string;
  rows: Row[];
  axis: Axis;
  letters: { control: string; variant: string };
};

export function ForestTable({ results, variant, rows, axis, letters }: ForestProps) {
  return (
    <table className="w-full table-fixed">
      <thead className="border-line border-b text-12 text-muted">
        <tr>
          <th className="w-[24%] px-5 py-2 text-start font-medium">Metric</th>
          <th className="w-[5.5rem] px-2 py-2 text-end">
            <VariantMark letter={letters.control} />
          </th>
          <th className="w-[5.5rem] px-2 py-2 text-end">
            <VariantMark letter={letters.variant} />
          </th>
          <th className="w-36 px-2 py-2 text-end font-medium">Change</th>
          <th className="px-3 py-2">
            <AxisLabels axis={axis} />
          </th>
          <th className="w-32 px-2 py-2 text-start font-medium">Verdict</th>
          <th className="w-20 py-2 pe-5 text-end font-medium">p-value</th>
        </tr>
      </thead>
      {GROUPS.map(({ role, title, purpose }) => {
        const members = rows.filter(({ metric }) => metric.role === role);
        return members.length === 0 ? null : (
          <tbody key={role}>
            <tr className="border-line border-b bg-sunken">
              <th
                colSpan={7}
                scope="rowgroup"
                className="px-5 py-1.5 text-start font-normal text-12"
              >
                <span className="font-semibold">{title}</span>
                <span className="text-muted"> · {purpose}</span>
              </th>
            </tr>
            {members.map((row) => (
              <tr key={row.metric.metric} className="h-11 border-line border-b last:border-b-0">
                <td className="px-5 py-1.5">
                  <MetricName metric={row.metric} />
                </td>
                <td className="px-2 text-end text-muted tabular-nums">
                  {armText(row.metric, results.control)}
                </td>
                <td className="px-2 text-end tabular-nums">{armText(row.metric, variant)}</td>
                <Effect row={row} axis={axis} />
              </tr>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function Effect({ row, axis }: { row: Row; axis: Axis }) {
  const { verdict, judgement, range } = row;
  return (
    <>
      {range ? (
        <>
          <td className="px-2 text-end">
            <Change range={range} verdict={verdict} />
          </td>
          <td className="relative">
            <div className="absolute inset-x-3 inset-y-0">
              <ForestBar axis={axis} range={range} verdict={verdict} />
            </div>
          </td>
        </>
      ) : (
        <td colSpan={2} className="px-3 text-12 text-muted">
          {absence(row)}
        </td>
      )}
      <td className="px-2">
        <VerdictChip verdict={verdict} />
      </td>
      <td className="pe-5 text-end text-13 tabular-nums">{orAbsent(judgement?.p, pValue)}</td>
    </>
  );
}
