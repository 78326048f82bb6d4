import type { Range } from "../api/documents.ts";
import { change, range as rangeText } from "../fmt.ts";
import { type Axis, barOf } from "./forest.ts";
import type { ShownVerdict } from "./shown.ts";

const COLOURS: Record<ShownVerdict, string> = {
  better: "text-better",
  worse: "text-worse",
  unclear: "text-unclear",
  untrusted: "text-unclear",
  collecting: "text-unclear",
};

/**
 * An interval on the shared axis: outer bar, inner bar, and the estimate, filled when the verdict is clear. It is
 * drawn in percent of its box, so nothing is measured and nothing can widen the page.
 */
export function ForestBar({
  axis,
  range,
  verdict,
}: {
  axis: Axis;
  range: Range;
  verdict: ShownVerdict;
}) {
  const bar = barOf(range, axis);
  const clear = verdict === "better" || verdict === "worse";
  return (
    <svg
      role="img"
      aria-label={`${change(range.estimate)}, between ${rangeText(range, change)}`}
      className={`absolute inset-0 size-full ${COLOURS[verdict]}`}
    >
      <Grid axis={axis} />
      <Band left={bar.left} right={bar.right} opacity={0.35} />
      {bar.inner && <Band left={bar.inner.left} right={bar.inner.right} opacity={0.6} />}
      {bar.cutLeft && <Arrow at={bar.left} path="M2,-6 L-6,0 L2,6 Z" />}
      {bar.cutRight && <Arrow at={bar.right} path="M-2,-6 L6,0 L-2,6 Z" />}
      {bar.point !== undefined && (
        <circle
          cx={`${bar.point}%`}
          cy="50%"
          r={4.5}
          strokeWidth={2}
          className={clear ? "fill-current stroke-surface" : "fill-surface stroke-current"}
        />
      )}
    </svg>
  );
}

function Band({ left, right, opacity }: { left: number; right: number; opacity: number }) {
  return (
    <svg y="50%" overflow="visible" aria-hidden="true">
      <rect
        x={`${left}%`}
        width={`${Math.max(0, right - left)}%`}
        y={-4}
        height={8}
        rx={3}
        fill="currentColor"
        fillOpacity={opacity}
      />
    </svg>
  );
}

function Arrow({ at, path }: { at: number; path: string }) {
  return (
    <svg x={`${at}%`} y="50%" overflow="visible" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

function Grid({ axis }: { axis: Axis }) {
  return axis.ticks.map((tick) => (
    <line
      key={tick}
      x1={`${axis.place(tick)}%`}
      x2={`${axis.place(tick)}%`}
      y1="0"
      y2="100%"
      className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
      strokeWidth={tick === 0 ? 2 : 1}
    />
  ));
}
