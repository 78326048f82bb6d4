import { change, range, time } from "../fmt.ts";
import { type Line, pointAt } from "./uplift.ts";
import { VariantMark } from "./VariantMark.tsx";

/** The numbers at the pointed moment. */
export function UpliftReadout({
  lines,
  moment,
  now,
}: {
  lines: Line[];
  moment: number;
  now: boolean;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-13 tabular-nums">
      <span className="text-muted">
        {time(moment)}
        {now && " (last)"}
      </span>
      {lines.map((line) => {
        const point = pointAt(line, moment);
        return (
          <span key={line.variant} className="flex flex-wrap items-center gap-x-2">
            <VariantMark letter={line.letter} />
            {point === undefined ? (
              <span className="text-muted">not judged yet</span>
            ) : (
              <>
                <span className="font-semibold">{change(point.estimate)}</span>
                <span className="text-12 text-muted">{range(point, change)}</span>
              </>
            )}
          </span>
        );
      })}
    </div>
  );
}

/** The same in one sentence, for who does not see the chart. */
export function spoken(lines: Line[], moment: number): string {
  const values = lines.map((line) => {
    const point = pointAt(line, moment);
    return point === undefined
      ? `${line.letter} not judged yet`
      : `${line.letter} ${change(point.estimate)}, between ${range(point, change)}`;
  });
  return `${time(moment)}: ${values.join("; ")}`;
}
