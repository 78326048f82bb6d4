import { change, range } from "../fmt.ts";
import { type Line, momentText, pointAt } from "./uplift.ts";
import { VariantMark } from "./VariantMark.tsx";

/** The numbers at the pointed moment. */
export function UpliftReadout({
  lines,
  moments,
  moment,
}: {
  lines: Line[];
  moments: number[];
  moment: number;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-13 tabular-nums">
      <span className="text-muted">
        {momentText(moment, moments)}
        {moment === moments.at(-1) && " (last)"}
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
export function spoken(lines: Line[], moments: number[], moment: number): string {
  const values = lines.map((line) => {
    const point = pointAt(line, moment);
    return point === undefined
      ? `${line.letter} not judged yet`
      : `${line.letter} ${change(point.estimate)}, between ${range(point, change)}`;
  });
  return `${momentText(moment, moments)}: ${values.join("; ")}`;
}
