import { scaleLinear } from "d3-scale";
import { timeTicks } from "d3-time";
import type { Results, Series } from "../api/documents.ts";
import { time, timeOfSecond } from "../fmt.ts";
import { letterOf } from "./shown.ts";

export type Point = Series["points"][number];

/** One variant's change over time. */
export type Line = { variant: string; letter: string; points: Point[] };

/** Places are percentages of the drawing, from its top left corner. */
export type Plane = {
  x: (at: number) => number;
  y: (change: number) => number;
  low: number;
  high: number;
  times: number[];
  timeStep: number;
  changes: number[];
  changeStep: number;
  /** Whether early intervals reach out of the drawing. */
  cut: boolean;
};

/** An interval as many times as wide as the last one is noise of the first hours: it is cut. */
const CUT_WIDTHS = 2;
const MINUTE_MILLIS = 60_000;
const LEAST_REACH = 0.01;
/** Free above and below, as a share of the height between. */
const ROOM = 0.06;
const WANTED_TIMES = 5;
const WANTED_CHANGES = 5;

export function linesOf(results: Results, metric: string): Line[] {
  return results.series
    .filter((series) => series.metric === metric && series.points.length > 1)
    .map(({ variant, points }) => ({ variant, letter: letterOf(results, variant), points }));
}

export function planeOf(lines: Line[], startedAt: number | undefined): Plane {
  const all = lines.flatMap(({ points }) => points);
  const moments = all.map(({ at }) => at);
  const first = Math.min(startedAt ?? Number.POSITIVE_INFINITY, ...moments);
  const last = Math.max(...moments);
  const x = scaleLinear([first, last], [0, 100]);
  const bounds = lines
    .flatMap(calm)
    .flatMap(({ estimate, low, high }) => [estimate, low ?? estimate, high ?? estimate]);
  const lowest = Math.min(0, ...bounds);
  const highest = Math.max(lowest + LEAST_REACH, ...bounds);
  const room = (highest - lowest) * ROOM;
  const [low, high] = [lowest - room, highest + room];
  const y = scaleLinear([low, high], [100, 0]);
  const times = timeTicks(new Date(first), new Date(last), WANTED_TIMES).map(Number);
  const changes = y.ticks(WANTED_CHANGES);
  return {
    x,
    y,
    low,
    high,
    times,
    timeStep: stepOf(times),
    changes,
    changeStep: stepOf(changes),
    cut: all.some((point) => (point.low ?? -Infinity) < low || (point.high ?? Infinity) > high),
  };
}

/** The points that set the scale: the last, and those whose interval is not much wider. */
function calm({ points }: Line): Point[] {
  const last = points.at(-1);
  const most = last === undefined ? 0 : widthOf(last) * CUT_WIDTHS;
  return points.filter((point) => point === last || widthOf(point) <= most);
}

function widthOf({ low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: Point) {
  return high - low;
}

function stepOf([first = 0, second = first + 1]: number[]): number {
  return second - first;
}

export function linePath(points: Point[], { x, y }: Plane): string {
  return `M${points.map(({ at, estimate }) => place(x(at), y(estimate))).join("L")}`;
}

/** Around the line, forth along the upper bounds and back along the lower; an absent bound is beyond the edge. */
export function bandPath(points: Point[], { x, y, low, high }: Plane): string {
  const above = points.map((point) => place(x(point.at), y(point.high ?? 2 * high - low)));
  const below = points.map((point) => place(x(point.at), y(point.low ?? 2 * low - high)));
  return `M${[...above, ...below.reverse()].join("L")}Z`;
}

function place(x: number, y: number): string {
  return `${x.toFixed(2)},${y.toFixed(2)}`;
}

/** The places, moved as little as needed to lie so far apart, in their order and within 0 to 100. */
export function spread(places: number[], apart: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => at(places, a) - at(places, b));
  const moved = [...places];
  let least = 0;
  for (const index of order) {
    moved[index] = Math.max(least, at(moved, index));
    least = at(moved, index) + apart;
  }
  let most = 100;
  for (const index of order.reverse()) {
    moved[index] = Math.min(most, at(moved, index));
    most = at(moved, index) - apart;
  }
  return moved;
}

function at(values: number[], index: number): number {
  return values[index] ?? 0;
}

/** The line's point at a moment, or the last one before it. */
export function pointAt({ points }: Line, moment: number): Point | undefined {
  return points.findLast(({ at }) => at <= moment);
}

/** All moments at which any line has a point. */
export function momentsOf(lines: Line[]): number[] {
  const moments = new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)));
  return [...moments].sort((a, b) => a - b);
}

/** A moment as text, with seconds when the moments lie so close. */
export function momentText(moment: number, moments: number[]): string {
  const [first = 0, ...others] = moments;
  const perStep = ((others.at(-1) ?? first) - first) / others.length;
  return perStep < MINUTE_MILLIS ? timeOfSecond(moment) : time(moment);
}

export function nearest(moments: number[], wanted: number): number {
  return moments.reduce((best, each) =>
    Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best,
  );
}
