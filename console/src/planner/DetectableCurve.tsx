import type { Planning } from "../api/documents.ts";
import { axisChange } from "../fmt.ts";
import { type CurvePoint, curvePlane, pointsOf } from "./curve.ts";

/** The smallest change that would be seen after each week, and the one that is wanted. */
export function DetectableCurve({ planning, lift }: { planning: Planning; lift: number }) {
  const points = pointsOf(planning);
  const plane = curvePlane(points, lift);
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)] px-4 pt-4 pb-2 sm:px-5">
      <div className="relative text-11 text-muted tabular-nums">
        {plane.lifts.map((tick) => (
          <span
            key={tick}
            className="-translate-y-1/2 absolute end-2"
            style={{ top: `${plane.y(tick)}%` }}
          >
            {axisChange(tick, plane.step)}
          </span>
        ))}
      </div>
      <div className="relative h-48">
        <svg
          role="img"
          aria-label="Smallest change that is seen, week by week; the table has the numbers"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {plane.lifts.map((tick) => (
            <line
              key={tick}
              x1={0}
              x2={100}
              y1={plane.y(tick)}
              y2={plane.y(tick)}
              vectorEffect="non-scaling-stroke"
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            />
          ))}
          <path
            d={pathOf(points, plane)}
            fill="none"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
            className="stroke-accent"
          />
          <line
            x1={0}
            x2={100}
            y1={plane.y(lift)}
            y2={plane.y(lift)}
            strokeDasharray="4 4"
            strokeWidth={1.5}
            vectorEffect="non-scaling-stroke"
            className="stroke-text"
          />
        </svg>
      </div>
      <div className="@container relative col-start-2 mt-1 h-9 text-11 text-muted tabular-nums">
        {[1, 4, 8, 12].map((week) => (
          <span
            key={week}
            className="-translate-x-1/2 absolute whitespace-nowrap"
            style={{ left: `${plane.x(week)}%` }}
          >
            {week === 1 ? "week 1" : week}
          </span>
        ))}
        <span className="absolute inset-x-0 top-5 text-center">
          dashed: the change that is wanted
        </span>
      </div>
    </div>
  );
}

function pathOf(points: CurvePoint[], plane: ReturnType<typeof curvePlane>): string {
  return points
    .map(({ week, lift }, index) => `${index === 0 ? "M" : "L"}${plane.x(week)},${plane.y(lift)}`)
    .join("");
}
