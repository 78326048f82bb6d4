import { useState } from "react";
import type { Results } from "../api/documents.ts";
import { axisChange, axisTime, change } from "../fmt.ts";
import { markOf } from "./marks.ts";
import { letterOf } from "./shown.ts";
import { UpliftReadout } from "./UpliftReadout.tsx";
import { UpliftScrubber } from "./UpliftScrubber.tsx";
import { UpliftTable } from "./UpliftTable.tsx";
import {
  bandPath,
  type Line,
  linePath,
  linesOf,
  momentsOf,
  type Plane,
  planeOf,
  pointAt,
  spread,
} from "./uplift.ts";

/** A label's height in percent of the drawing's. */
const LABEL_APART = 7;

/** The goal's change at each moment. All is drawn in percent of its box, so nothing has to be measured. */
export function UpliftChart({
  results,
  metric,
  variant,
  asTable,
}: {
  results: Results;
  metric: string;
  variant: string;
  asTable: boolean;
}) {
  const [pointed, setPointed] = useState<number>();
  const lines = linesOf(results, metric);
  const moments = momentsOf(lines);
  const control = letterOf(results, results.control);
  const letter = letterOf(results, variant);
  if (asTable) {
    return <UpliftTable lines={lines} moments={moments} />;
  }
  const plane = planeOf(lines, results.startedAt);
  const last = moments.at(-1) ?? 0;
  const moment = moments.includes(pointed ?? Number.NaN) ? (pointed ?? last) : last;
  return (
    <div className="px-4 pt-3 pb-2.5 sm:px-5">
      <UpliftReadout lines={lines} moments={moments} moment={moment} />
      <div className="mt-3 grid grid-cols-[3.25rem_minmax(0,1fr)_4.5rem]">
        <ChangeLabels plane={plane} />
        <div className="relative h-56">
          <Picture
            lines={lines}
            plane={plane}
            variant={variant}
            label={`Change of ${letter} against ${control} over time, always-valid interval around it`}
          />
          <Pointer lines={lines} plane={plane} moment={moment} />
          <UpliftScrubber
            lines={lines}
            plane={plane}
            moments={moments}
            moment={moment}
            onPoint={setPointed}
          />
        </div>
        <EndLabels lines={lines} plane={plane} />
        <div className="col-start-2">
          <TimeLabels plane={plane} />
        </div>
      </div>
      <p className="mt-2 text-12 text-muted">
        Everything counted until each moment, against {control}. The band of {letter} is the
        always-valid interval
        {plane.cut ? "; where it was much wider, early on, it is cut." : "."}
      </p>
    </div>
  );
}

function Picture({
  lines,
  plane,
  variant,
  label,
}: {
  lines: Line[];
  plane: Plane;
  variant: string;
  label: string;
}) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-hidden"
    >
      {plane.changes.map((tick) => (
        <line
          key={tick}
          x1={0}
          x2={100}
          y1={plane.y(tick)}
          y2={plane.y(tick)}
          vectorEffect="non-scaling-stroke"
          className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
          strokeWidth={tick === 0 ? 2 : 1}
        />
      ))}
      {lines.map(({ variant: each, letter, points }) => {
        const { colour, dash } = markOf(letter);
        return (
          <g key={each} className={colour}>
            {each === variant && (
              <path d={bandPath(points, plane)} fill="currentColor" fillOpacity={0.16} />
            )}
            <path
              d={linePath(points, plane)}
              fill="none"
              stroke="currentColor"
              strokeWidth={2}
              strokeDasharray={dash}
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
    </svg>
  );
}

/** The pointed moment: a hair line, and each variant's point in its own shape. */
function Pointer({ lines, plane, moment }: { lines: Line[]; plane: Plane; moment: number }) {
  return (
    <svg className="absolute inset-0 size-full overflow-visible" aria-hidden="true">
      <line
        x1={`${plane.x(moment)}%`}
        x2={`${plane.x(moment)}%`}
        y1="0"
        y2="100%"
        className="stroke-line-strong"
      />
      {lines.map((line) => {
        const estimate = pointAt(line, moment)?.estimate;
        if (estimate === undefined || estimate < plane.low || estimate > plane.high) {
          return null;
        }
        const { colour, shape } = markOf(line.letter);
        return (
          <svg
            key={line.variant}
            x={`${plane.x(moment)}%`}
            y={`${plane.y(estimate)}%`}
            overflow="visible"
            className={colour}
            aria-hidden="true"
          >
            <path
              d={shape}
              transform="translate(-14 -6)"
              className="fill-current stroke-surface"
              strokeWidth={1}
            />
          </svg>
        );
      })}
    </svg>
  );
}

function ChangeLabels({ plane }: { plane: Plane }) {
  return (
    <div className="relative text-11 text-muted tabular-nums">
      {plane.changes.map((tick) => (
        <span
          key={tick}
          className="-translate-y-1/2 absolute end-2"
          style={{ top: `${plane.y(tick)}%` }}
        >
          {axisChange(tick, plane.changeStep)}
        </span>
      ))}
    </div>
  );
}

/** The letter and the value at the line's end say what a legend would. */
function EndLabels({ lines, plane }: { lines: Line[]; plane: Plane }) {
  const ends = lines.map(({ points }) => points.at(-1)?.estimate ?? 0);
  const places = spread(
    ends.map((end) => plane.y(end)),
    LABEL_APART,
  );
  return (
    <div className="relative text-12 tabular-nums">
      {lines.map(({ variant, letter }, index) => (
        <span
          key={variant}
          className={`-translate-y-1/2 absolute start-2 whitespace-nowrap font-semibold ${markOf(letter).colour}`}
          style={{ top: `${places[index]}%` }}
        >
          {letter} {change(ends[index] ?? 0)}
        </span>
      ))}
    </div>
  );
}

/** In a narrow box every second label stands back. */
function TimeLabels({ plane }: { plane: Plane }) {
  return (
    <div className="@container relative mt-1 h-4 text-11 text-muted tabular-nums">
      {plane.times.map((tick, index) => (
        <span
          key={tick}
          className={`-translate-x-1/2 absolute whitespace-nowrap ${index % 2 === 0 ? "" : "@max-[28rem]:hidden"}`}
          style={{ left: `${plane.x(tick)}%` }}
        >
          {axisTime(tick, plane.timeStep)}
        </span>
      ))}
    </div>
  );
}
