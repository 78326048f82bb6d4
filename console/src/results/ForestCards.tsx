import { pValue } from "../fmt.ts";
import { AxisLabels } from "./AxisLabels.tsx";
import { Change } from "./Change.tsx";
import { ForestBar } from "./ForestBar.tsx";
import type { ForestProps } from "./ForestTable.tsx";
import { GROUPS } from "./groups.ts";
import { MetricName } from "./MetricName.tsx";
import { absence, armText, type Row } from "./shown.ts";
import { VariantMark } from "./VariantMark.tsx";
import { VerdictChip } from "./VerdictChip.tsx";

/** The forest on a phone: a card per metric with every value of the table. */
export function ForestCards(props: ForestProps) {
  return GROUPS.map(({ role, title, purpose }) => {
    const members = props.rows.filter(({ metric }) => metric.role === role);
    return members.length === 0 ? null : (
      <section key={role} aria-label={title}>
        <h3 className="border-line border-b bg-sunken px-4 py-1.5 text-12">
          <span className="font-semibold">{title}</span>
          <span className="text-muted"> · {purpose}</span>
        </h3>
        {members.map((row) => (
          <MetricCard key={row.metric.metric} row={row} {...props} />
        ))}
      </section>
    );
  });
}

function MetricCard({ row, results, variant, axis, letters }: ForestProps & { row: Row }) {
  const { metric, verdict, judgement, range } = row;
  return (
    <div className="space-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-36">
          <MetricName metric={metric} />
        </div>
        {range && (
          <div className="text-end">
            <Change range={range} verdict={verdict} />
          </div>
        )}
      </div>
      {range ? (
        <div>
          <div className="relative h-8">
            <ForestBar axis={axis} range={range} verdict={verdict} />
          </div>
          <AxisLabels axis={axis} />
        </div>
      ) : (
        <p className="text-12 text-muted">{absence(row)}</p>
      )}
      <div className="flex items-center justify-between gap-3">
        <VerdictChip verdict={verdict} />
        {judgement?.p !== undefined && (
          <span className="text-12 text-muted tabular-nums">p-value {pValue(judgement.p)}</span>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13 tabular-nums">
        <span className="flex items-center gap-1.5">
          <VariantMark letter={letters.control} /> {armText(metric, results.control)}
        </span>
        <span className="flex items-center gap-1.5">
          <VariantMark letter={letters.variant} /> {armText(metric, variant)}
        </span>
      </div>
    </div>
  );
}
