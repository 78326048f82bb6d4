import { scaleLinear } from "d3-scale";
import type { MetricRole, Range } from "../api/documents.ts";

/** A relative change that wants a place on the axis. */
export type Interval = { role: MetricRole; range: Range };

/** One axis for all rows. Places are percentages of the drawing's width. */
export type Axis = {
  low: number;
  high: number;
  ticks: number[];
  step: number;
  place: (value: number) => number;
};

/** Where a row's bar lies; a cut side ends at the axis and wears an arrow. */
export type Bar = {
  left: number;
  right: number;
  inner?: { left: number; right: number };
  /** Absent when it lies beyond the axis: the arrow stands where it would be. */
  point?: number;
  cutLeft: boolean;
  cutRight: boolean;
};

/** Half a label's width stays free on both sides. */
const PLACES: [number, number] = [6, 94];
const LEAST_REACH = 0.01;
const MOST_REACH = 2;
const ROOM = 1.1;
/** A row as wide as this many goals is cut instead of squeezing the goal into a dot. */
const REACH_IN_GOALS = 3;
const WANTED_TICKS = 5;

export function axisOf(intervals: Interval[]): Axis {
  const goals = intervals.filter(({ role }) => role === "goal");
  const reach = reachOf(intervals, goals.length > 0 ? goals : intervals);
  const bounds = intervals.flatMap(({ range }) => [range.low ?? -reach, range.high ?? reach]);
  const scale = scaleLinear(
    [
      Math.max(-reach, Math.min(-LEAST_REACH, ...bounds.map((bound) => bound * ROOM))),
      Math.min(reach, Math.max(LEAST_REACH, ...bounds.map((bound) => bound * ROOM))),
    ],
    PLACES,
  ).nice(WANTED_TICKS);
  const [low = -reach, high = reach] = scale.domain();
  const ticks = scale.ticks(WANTED_TICKS);
  const [first = low, second = high] = ticks;
  return { low, high, ticks, step: second - first, place: scale };
}

export function barOf(range: Range, axis: Axis): Bar {
  const within = (value: number) => axis.place(Math.min(axis.high, Math.max(axis.low, value)));
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = range;
  const { innerLow, innerHigh } = range;
  return {
    left: within(low),
    right: within(high),
    ...(innerLow !== undefined && innerHigh !== undefined
      ? { inner: { left: within(innerLow), right: within(innerHigh) } }
      : {}),
    ...(axis.low <= range.estimate && range.estimate <= axis.high
      ? { point: axis.place(range.estimate) }
      : {}),
    cutLeft: low < axis.low,
    cutRight: high > axis.high,
  };
}

/** How far the axis may go to either side: every estimate is on it, and the goals' bounds with room around. */
function reachOf(all: Interval[], goals: Interval[]): number {
  const farthestGoal = Math.max(0, ...goals.flatMap(({ range }) => sizes(range.low, range.high)));
  const farthestEstimate = Math.max(0, ...all.flatMap(({ range }) => sizes(range.estimate)));
  const wanted = Math.max(farthestGoal * REACH_IN_GOALS, farthestEstimate * ROOM);
  // Without the last digits, or 3 times 0.1 would be a little above 0.3 and round up to the next tick.
  return Number(Math.min(MOST_REACH, Math.max(LEAST_REACH, wanted)).toPrecision(6));
}

function sizes(...values: (number | undefined)[]): number[] {
  return values.flatMap((value) => (value === undefined ? [] : Math.abs(value)));
}
