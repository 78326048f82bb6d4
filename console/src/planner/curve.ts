import { scaleLinear } from "d3-scale";
import type { Planning } from "../api/documents.ts";

export type CurvePoint = { week: number; lift: number };

/** Percent of the picture's box for weeks and lifts. */
export type CurvePlane = {
  x: (week: number) => number;
  y: (lift: number) => number;
  lifts: number[];
  step: number;
};

/** The weeks after which anything would be seen. */
export function pointsOf(planning: Planning): CurvePoint[] {
  return planning.weeks.flatMap(({ week, smallestLift }) =>
    smallestLift === undefined ? [] : [{ week, lift: smallestLift }],
  );
}

export function curvePlane(points: CurvePoint[], lift: number): CurvePlane {
  const weeks = scaleLinear().domain([1, 12]).range([0, 100]);
  const highest = Math.max(lift, ...points.map((point) => point.lift));
  const lifts = scaleLinear().domain([0, highest]).nice(4).range([100, 0]);
  const ticks = lifts.ticks(4);
  return {
    x: (week) => weeks(week),
    y: (value) => lifts(value),
    lifts: ticks,
    step: (ticks[1] ?? 1) - (ticks[0] ?? 0),
  };
}
