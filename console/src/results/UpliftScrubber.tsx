import type { KeyboardEvent, PointerEvent } from "react";
import { spoken } from "./UpliftReadout.tsx";
import { type Line, nearest, type Plane } from "./uplift.ts";

/**
 * The browser's own slider, unseen over the chart: arrow keys go from moment to moment, pointing and touching go to
 * the nearest one, and a screen reader hears the numbers there.
 */
export function UpliftScrubber({
  lines,
  plane,
  moments,
  moment,
  onPoint,
}: {
  lines: Line[];
  plane: Plane;
  moments: number[];
  moment: number;
  onPoint: (moment: number | undefined) => void;
}) {
  const go = (event: KeyboardEvent) => {
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      event.preventDefault();
      const index = moments.indexOf(moment) + steps;
      onPoint(moments[Math.max(0, Math.min(moments.length - 1, index))]);
    }
  };
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const place = (100 * (clientX - left)) / width;
    const places = moments.map((each) => plane.x(each));
    onPoint(moments[places.indexOf(nearest(places, place))]);
  };
  return (
    <input
      type="range"
      aria-label="Moment"
      aria-valuetext={spoken(lines, moments, moment)}
      min={0}
      max={moments.length - 1}
      value={moments.indexOf(moment)}
      onChange={({ currentTarget }) => onPoint(moments[Number(currentTarget.value)])}
      onKeyDown={go}
      onPointerMove={point}
      onPointerUp={point}
      onPointerLeave={() => onPoint(undefined)}
      className="absolute inset-0 size-full cursor-crosshair touch-pan-y appearance-none bg-transparent [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:opacity-0"
    />
  );
}

const FAR = 10;
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -FAR,
  PageUp: FAR,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
